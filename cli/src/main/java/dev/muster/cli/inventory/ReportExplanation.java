package dev.muster.cli.inventory;

import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationState;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import dev.muster.text.JsonObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one report would change in the records of its system, by the rules of the ingest service. */
final class ReportExplanation {

    /** Up to this many removals are never held back. */
    private static final int ALWAYS_ALLOWED = 10;

    /** Partial reports cannot grow a system beyond this. */
    private static final long MAX_SYSTEM_BYTES = 64L * 1024 * 1024;

    private static final long OVERHEAD_BYTES = 500;

    /**
     * What happens to one application.
     *
     * @param change null if it stays as it is, or if {@code held}
     * @param fields the fields that differ; empty for those that appear
     * @param held whether the brake holds its removal back
     */
    record Effect(String moduleId, @Nullable ApplicationChange change, List<FieldChange> fields, boolean held) {}

    /** A field before and after; null is no value. */
    record FieldChange(
            String name, @Nullable String before, @Nullable String after) {}

    /**
     * The result.
     *
     * @param rejection null unless the status is REJECTED
     * @param late whether a newer snapshot of the system was received before
     * @param effects of the applications of the report and of those that it removes, by module id
     */
    record Result(
            ReceiptStatus status, ReportValidation.@Nullable Rejection rejection, boolean late, List<Effect> effects) {

        long count(ApplicationChange change) {
            return effects.stream().filter(effect -> effect.change() == change).count();
        }

        long held() {
            return effects.stream().filter(Effect::held).count();
        }

        long unchanged() {
            return effects.stream()
                    .filter(effect -> effect.change() == null && !effect.held())
                    .count();
        }

        static Result of(ReceiptStatus status) {
            return new Result(status, null, false, List.of());
        }

        static Result rejected(ReportValidation.Rejection rejection) {
            return new Result(ReceiptStatus.REJECTED, rejection, false, List.of());
        }
    }

    private final InventoryReport report;
    private final LiveApplications live;
    private final Supplier<List<InventoryReport>> sinceSnapshotBefore;
    private final Instant collectedAt;
    /** The time of the first snapshot after the report that removes what it lacks; null if there is none. */
    private final @Nullable Instant nextSnapshot;

    private final boolean late;
    /** Whether the brake holds back the removals of the newest snapshot, which follows the report. */
    private final boolean removalsHeld;

    private final Set<String> inNewerReports = new HashSet<>();
    private final Map<String, Effect> effects = new TreeMap<>();

    private ReportExplanation(
            InventoryReport report,
            LiveApplications live,
            List<InventoryReport> newer,
            Supplier<List<InventoryReport>> sinceSnapshotBefore) {
        this.report = report;
        this.live = live;
        this.sinceSnapshotBefore = sinceSnapshotBefore;
        collectedAt = report.getCollectedAt();
        newer.forEach(received -> inNewerReports.addAll(modulesOf(received)));
        List<InventoryReport> snapshots = newer.stream()
                .filter(received -> received.getScope() == ReportScope.SNAPSHOT)
                .sorted(ReceivedReports.ORDER)
                .toList();
        removalsHeld = !snapshots.isEmpty() && holdsRemovals(snapshots.get(snapshots.size() - 1), newer);
        int removing = removalsHeld ? snapshots.size() - 1 : snapshots.size();
        nextSnapshot = removing > 0 ? snapshots.get(0).getCollectedAt() : removalsHeld ? null : nextRemoval();
        late = !snapshots.isEmpty() || nextSnapshot != null;
    }

    private static Set<String> modulesOf(InventoryReport report) {
        return report.getApplications().stream()
                .map(ReportedApplication::getModuleId)
                .collect(Collectors.toSet());
    }

    /** Whether an application is present that the newest snapshot lacks and that no later report has. */
    private boolean holdsRemovals(InventoryReport newest, List<InventoryReport> newer) {
        Set<String> seen = new HashSet<>();
        newer.stream()
                .filter(received -> ReceivedReports.ORDER.compare(received, newest) >= 0)
                .forEach(received -> seen.addAll(modulesOf(received)));
        return live.byModule().values().stream()
                .anyMatch(known -> isPresent(known)
                        && !seen.contains(known.getModuleId())
                        && known.getLastInventoryAt().isBefore(newest.getCollectedAt()));
    }

    /** A removal proves a snapshot that the topic of reports no longer has. Null if there is none. */
    private @Nullable Instant nextRemoval() {
        return live.byModule().values().stream()
                .map(ApplicationState::getDeletedAt)
                .filter(deletedAt -> deletedAt != null && deletedAt.isAfter(collectedAt))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /**
     * Explains a valid report.
     *
     * @param received the received reports of the system that equal or follow the report
     * @param sinceSnapshotBefore finds the newest received snapshot before the report, and the partial reports between
     *     the two; called only if the brake may matter
     */
    static Result of(
            InventoryReport report,
            LiveApplications live,
            List<InventoryReport> received,
            Supplier<List<InventoryReport>> sinceSnapshotBefore) {
        if (received.stream().anyMatch(other -> other.getReportId().equals(report.getReportId()))) {
            return Result.of(ReceiptStatus.DUPLICATE);
        }
        return new ReportExplanation(report, live, received, sinceSnapshotBefore).explain();
    }

    private Result explain() {
        ReportValidation.Rejection rejection = rejection();
        if (rejection != null) {
            return Result.rejected(rejection);
        }
        report.getApplications().forEach(this::explainReported);
        if (report.getScope() == ReportScope.SNAPSHOT) {
            explainMissing();
        }
        boolean held = effects.values().stream().anyMatch(Effect::held);
        boolean changed = effects.values().stream().anyMatch(effect -> effect.change() != null);
        ReceiptStatus status = held ? ReceiptStatus.HELD : changed ? ReceiptStatus.APPLIED : ReceiptStatus.UNCHANGED;
        return new Result(status, null, late, List.copyOf(effects.values()));
    }

    private ReportValidation.@Nullable Rejection rejection() {
        for (ReportedApplication application : report.getApplications()) {
            String id = report.getSystemId() + "_" + application.getModuleId();
            if (live.ofOthers().contains(id)) {
                return new ReportValidation.Rejection(
                        "application_id_taken", "the application id " + id + " belongs to another system");
            }
        }
        long before = live.byModule().values().stream()
                .filter(ReportExplanation::isPresent)
                .mapToLong(ReportExplanation::bytes)
                .sum();
        long after = before;
        for (ReportedApplication application : report.getApplications()) {
            ApplicationState known = live.byModule().get(application.getModuleId());
            after += bytes(stateOf(application)) - (known != null && isPresent(known) ? bytes(known) : 0);
        }
        return report.getScope() == ReportScope.PARTIAL
                        && (!late || removalsHeld)
                        && after > Math.max(before, MAX_SYSTEM_BYTES)
                ? new ReportValidation.Rejection(
                        "system_too_large",
                        "the system would have more than 64 MiB of applications: send a snapshot, which removes what is"
                                + " no longer there")
                : null;
    }

    private void explainReported(ReportedApplication application) {
        ApplicationState known = live.byModule().get(application.getModuleId());
        ApplicationState reported = stateOf(application);
        if (known == null) {
            put(reported.getModuleId(), ApplicationChange.APPEARED, List.of());
            return;
        }
        boolean newer = !isSeenLater(known);
        ApplicationState after = ApplicationState.newBuilder(newer ? reported : known)
                .setFirstSeenAt(collectedAt.isBefore(known.getFirstSeenAt()) ? collectedAt : known.getFirstSeenAt())
                .setDeletedAt(newer ? nextSnapshot : known.getDeletedAt())
                .build();
        List<FieldChange> fields = differences(known, after);
        ApplicationChange change = !isPresent(known) && isPresent(after)
                ? ApplicationChange.RETURNED
                : fields.isEmpty() ? null : ApplicationChange.CHANGED;
        put(known.getModuleId(), change, fields);
    }

    /** Whether a report that follows this one has the application. */
    private boolean isSeenLater(ApplicationState known) {
        int order = known.getLastInventoryAt().compareTo(collectedAt);
        return inNewerReports.contains(known.getModuleId()) || order > 0 || (order == 0 && report.getSequence() == 0);
    }

    private void explainMissing() {
        List<ApplicationState> missing = live.byModule().values().stream()
                .filter(known -> !effects.containsKey(known.getModuleId()) && !isSeenLater(known))
                .toList();
        if (late) {
            missing.forEach(this::explainMissingFromLate);
            return;
        }
        List<ApplicationState> removed =
                missing.stream().filter(ReportExplanation::isPresent).toList();
        Map<String, Instant> confirmed = new HashMap<>();
        boolean hold = holds(removed, confirmed);
        for (ApplicationState known : removed) {
            Instant confirmedAt = confirmed.get(known.getModuleId());
            if (hold && confirmedAt == null) {
                effects.put(known.getModuleId(), new Effect(known.getModuleId(), null, List.of(), true));
            } else {
                Instant deletedAt = confirmedAt == null ? collectedAt : confirmedAt;
                put(known.getModuleId(), ApplicationChange.REMOVED, deletion(known, deletedAt));
            }
        }
    }

    /** What was removed later, or is held back, is removed by this report. */
    private void explainMissingFromLate(ApplicationState known) {
        Instant deletedAt = known.getDeletedAt();
        if (deletedAt == null && removalsHeld) {
            put(known.getModuleId(), ApplicationChange.REMOVED, deletion(known, collectedAt));
        } else if (deletedAt != null && collectedAt.isBefore(deletedAt)) {
            put(known.getModuleId(), ApplicationChange.CHANGED, deletion(known, collectedAt));
        }
    }

    private List<FieldChange> deletion(ApplicationState known, Instant deletedAt) {
        return List.of(new FieldChange("deleted_at", text(known.getDeletedAt()), deletedAt.toString()));
    }

    /**
     * Whether the brake holds back removals.
     *
     * @param confirmed gets those that the snapshot before lacks as well, with its time: they are not held back
     */
    private boolean holds(List<ApplicationState> removed, Map<String, Instant> confirmed) {
        long present = live.byModule().values().stream()
                .filter(ReportExplanation::isPresent)
                .count();
        if (!holds(removed.size(), present)) {
            return false;
        }
        List<InventoryReport> before = sinceSnapshotBefore.get();
        Set<String> modules = new HashSet<>();
        before.forEach(received -> modules.addAll(modulesOf(received)));
        before.stream()
                .filter(received -> received.getScope() == ReportScope.SNAPSHOT)
                .map(InventoryReport::getCollectedAt)
                .forEach(time -> removed.stream()
                        .filter(known ->
                                !modules.contains(known.getModuleId()) && time.isAfter(known.getLastInventoryAt()))
                        .forEach(known -> confirmed.put(known.getModuleId(), time)));
        return holds(removed.size() - confirmed.size(), present - confirmed.size());
    }

    private static boolean holds(int removals, long present) {
        return removals > ALWAYS_ALLOWED && removals * 2L > present;
    }

    private void put(String moduleId, @Nullable ApplicationChange change, List<FieldChange> fields) {
        effects.put(moduleId, new Effect(moduleId, change, fields, false));
    }

    private ApplicationState stateOf(ReportedApplication application) {
        return ApplicationState.newBuilder()
                .setSystemId(report.getSystemId())
                .setModuleId(application.getModuleId())
                .setInstanceOf(application.getInstanceOf())
                .setName(application.getName())
                .setSource(application.getSource())
                .setDisplayName(application.getDisplayName())
                .setVersion(application.getVersion())
                .setNodeId(application.getNodeId())
                .setNodeLabel(application.getNodeLabel())
                .setUrl(application.getUrl())
                .setIsUserFacing(application.getUserFacing())
                .setInventoryData(application.getInventoryData())
                .setBackupData(application.getBackupData())
                .setServicesData(application.getServicesData())
                .setFirstSeenAt(collectedAt)
                .setLastInventoryAt(collectedAt)
                .build();
    }

    /** The time of the last inventory is left out: each report moves it. */
    private static List<FieldChange> differences(ApplicationState before, ApplicationState after) {
        List<FieldChange> fields = new ArrayList<>();
        compare(fields, "instance_of", before.getInstanceOf(), after.getInstanceOf());
        compare(fields, "name", before.getName(), after.getName());
        compare(fields, "source", before.getSource(), after.getSource());
        compare(fields, "display_name", before.getDisplayName(), after.getDisplayName());
        compare(fields, "version", before.getVersion(), after.getVersion());
        compare(fields, "node_id", before.getNodeId(), after.getNodeId());
        compare(fields, "node_label", before.getNodeLabel(), after.getNodeLabel());
        compare(fields, "url", before.getUrl(), after.getUrl());
        compare(fields, "is_user_facing", before.getIsUserFacing(), after.getIsUserFacing());
        compareJson(fields, "inventory_data", before.getInventoryData(), after.getInventoryData());
        compareJson(fields, "backup_data", before.getBackupData(), after.getBackupData());
        compareJson(fields, "services_data", before.getServicesData(), after.getServicesData());
        compare(fields, "first_seen_at", before.getFirstSeenAt(), after.getFirstSeenAt());
        compare(fields, "deleted_at", before.getDeletedAt(), after.getDeletedAt());
        return fields;
    }

    private static void compare(
            List<FieldChange> fields, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(name, text(before), text(after)));
        }
    }

    private static void compareJson(List<FieldChange> fields, String name, String before, String after) {
        if (!JsonObjects.areSame(before, after)) {
            fields.add(new FieldChange(name, before, after));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static boolean isPresent(ApplicationState state) {
        return state.getDeletedAt() == null;
    }

    /** The approximate size in memory by which the service bounds a system. */
    private static long bytes(ApplicationState state) {
        return OVERHEAD_BYTES
                + length(state.getInstanceOf())
                + length(state.getName())
                + length(state.getSource())
                + length(state.getDisplayName())
                + length(state.getVersion())
                + length(state.getNodeLabel())
                + length(state.getUrl())
                + length(state.getInventoryData())
                + length(state.getBackupData())
                + length(state.getServicesData());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
