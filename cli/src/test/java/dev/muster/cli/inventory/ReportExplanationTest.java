package dev.muster.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.inventory.ReportExplanation.Effect;
import dev.muster.cli.inventory.ReportExplanation.FieldChange;
import dev.muster.cli.inventory.ReportExplanation.Result;
import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationState;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReportExplanationTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, ApplicationState> live = new TreeMap<>();
    private final Set<String> ofOthers = new java.util.HashSet<>();
    private final List<InventoryReport> newer = new ArrayList<>();
    private final List<InventoryReport> before = new ArrayList<>();

    @Nested
    class NewestSnapshot {

        @Test
        void tellsWhatAppearsChangesReturnsStaysAndIsRemoved() {
            present("kept", "1");
            present("updated", "1");
            present("gone", "1");
            removed("back", "1", T0.minus(HOUR));

            Result result = explain(snapshot(
                    T0.plus(HOUR), app("kept", "1"), app("updated", "2"), app("back", "1"), app("fresh", "1")));

            assertThat(result.status()).isEqualTo(ReceiptStatus.APPLIED);
            assertThat(result.late()).isFalse();
            assertThat(change(result, "kept")).isNull();
            assertThat(change(result, "updated")).isEqualTo(ApplicationChange.CHANGED);
            assertThat(effect(result, "updated").fields()).containsExactly(new FieldChange("version", "1", "2"));
            assertThat(change(result, "back")).isEqualTo(ApplicationChange.RETURNED);
            assertThat(change(result, "fresh")).isEqualTo(ApplicationChange.APPEARED);
            assertThat(change(result, "gone")).isEqualTo(ApplicationChange.REMOVED);
            assertThat(result.unchanged()).isEqualTo(1);
        }

        @Test
        void equivalentJsonIsUnchanged() {
            live.put(
                    "a",
                    ApplicationState.newBuilder(state("a", "1", T0, null))
                            .setInventoryData("{\"x\": 1, \"y\": 2}")
                            .build());

            Result result = explain(snapshot(
                    T0.plus(HOUR),
                    ReportedApplication.newBuilder(app("a", "1"))
                            .setInventoryData("{\"y\":2,\"x\":1}")
                            .build()));

            assertThat(result.status()).isEqualTo(ReceiptStatus.UNCHANGED);
        }

        @Test
        void emptySnapshotRemovesUpToTenApplications() {
            IntStream.range(0, 10).forEach(i -> present("app" + i, "1"));

            assertThat(explain(snapshot(T0.plus(HOUR))).count(ApplicationChange.REMOVED))
                    .isEqualTo(10);
        }

        @Test
        void brakeHoldsMoreThanHalfAndMoreThanTen() {
            IntStream.range(0, 21).forEach(i -> present("app" + i, "1"));

            Result result = explain(snapshot(T0.plus(HOUR), reported(11, 21)));

            assertThat(result.status()).isEqualTo(ReceiptStatus.HELD);
            assertThat(result.held()).isEqualTo(11);
            assertThat(result.count(ApplicationChange.REMOVED)).isZero();
        }

        @Test
        void brakeDoesNotHoldHalf() {
            IntStream.range(0, 22).forEach(i -> present("app" + i, "1"));

            assertThat(explain(snapshot(T0.plus(HOUR), reported(11, 22))).status())
                    .isEqualTo(ReceiptStatus.APPLIED);
        }

        @Test
        void secondSnapshotWithoutThemConfirmsTheRemovals() {
            IntStream.range(0, 21).forEach(i -> present("app" + i, "1"));
            before.add(snapshot(T0.plus(HOUR), reported(11, 21)));

            Result result = explain(snapshot(T0.plus(HOUR.multipliedBy(2)), reported(11, 21)));

            assertThat(result.status()).isEqualTo(ReceiptStatus.APPLIED);
            assertThat(result.count(ApplicationChange.REMOVED)).isEqualTo(11);
            assertThat(effect(result, "app0").fields())
                    .containsExactly(
                            new FieldChange("deleted_at", null, T0.plus(HOUR).toString()));
        }

        @Test
        void applicationThatAPartialReportHadInBetweenIsHeldAgain() {
            IntStream.range(0, 21).forEach(i -> present("app" + i, "1"));
            before.add(snapshot(T0.plus(HOUR)));
            before.add(partial(T0.plus(HOUR).plusSeconds(1), reported(0, 20)));

            Result result = explain(snapshot(T0.plus(HOUR.multipliedBy(2))));

            assertThat(result.held()).isEqualTo(20);
            assertThat(result.count(ApplicationChange.REMOVED)).isEqualTo(1);
        }

        @Test
        void applicationThatALaterPartialReportHasStays() {
            present("a", "2");
            newer.add(partial(T0.plus(HOUR.multipliedBy(2)), app("a", "2")));

            Result result = explain(snapshot(T0.plus(HOUR)));

            assertThat(result.status()).isEqualTo(ReceiptStatus.UNCHANGED);
            assertThat(result.late()).isFalse();
        }
    }

    @Nested
    class LateReport {

        @Test
        void changesOnlyWhenApplicationsWereFirstSeen() {
            present("a", "2");
            newer.add(snapshot(T0.plus(HOUR.multipliedBy(2)), app("a", "2")));

            Result result = explain(snapshot(T0.minus(HOUR), app("a", "1")));

            assertThat(result.late()).isTrue();
            assertThat(effect(result, "a").fields())
                    .containsExactly(new FieldChange(
                            "first_seen_at", T0.toString(), T0.minus(HOUR).toString()));
        }

        @Test
        void unknownApplicationAppearsAlthoughTheNewerSnapshotLacksIt() {
            newer.add(snapshot(T0.plus(HOUR)));

            Result result = explain(snapshot(T0, app("a", "1")));

            assertThat(change(result, "a")).isEqualTo(ApplicationChange.APPEARED);
            assertThat(result.late()).isTrue();
        }

        @Test
        void removalMovesToTheFirstSnapshotWithoutTheApplication() {
            removed("a", "1", T0.plus(HOUR.multipliedBy(3)));
            Instant between = T0.plus(HOUR.multipliedBy(2)).plusSeconds(1);

            Result result = explain(snapshot(between));

            assertThat(result.late()).isTrue();
            assertThat(effect(result, "a").fields())
                    .containsExactly(new FieldChange(
                            "deleted_at", T0.plus(HOUR.multipliedBy(3)).toString(), between.toString()));
        }

        @Test
        void removesWhatTheBrakeHoldsBackForTheNewestSnapshot() {
            IntStream.range(0, 12).forEach(i -> present("app" + i, "1"));
            newer.add(snapshot(T0.plus(HOUR.multipliedBy(2)), reported(11, 12)));

            Result result = explain(snapshot(T0.plus(HOUR), reported(10, 12)));

            assertThat(result.late()).isTrue();
            assertThat(result.count(ApplicationChange.REMOVED)).isEqualTo(10);
            assertThat(change(result, "app10")).isNull();
        }

        @Test
        void removalMovesToTheSnapshotAfterAnApplicationThatIsSeenOnceMore() {
            removed("a", "1", T0.plus(HOUR));
            newer.add(snapshot(T0.plus(HOUR.multipliedBy(4))));

            Result result = explain(snapshot(T0.plus(HOUR.multipliedBy(2)), app("a", "1")));

            assertThat(change(result, "a")).isEqualTo(ApplicationChange.CHANGED);
            assertThat(effect(result, "a").fields())
                    .containsExactly(new FieldChange(
                            "deleted_at",
                            T0.plus(HOUR).toString(),
                            T0.plus(HOUR.multipliedBy(4)).toString()));
        }
    }

    @Nested
    class PartialReport {

        @Test
        void removesNothing() {
            present("a", "1");
            present("b", "1");

            Result result = explain(partial(T0.plus(HOUR), app("a", "2")));

            assertThat(result.effects()).hasSize(1);
            assertThat(change(result, "a")).isEqualTo(ApplicationChange.CHANGED);
        }

        @Test
        void cannotGrowASystemBeyondItsLimit() {
            String data = "{\"x\":\"" + "x".repeat(1_000_000) + "\"}";
            for (int i = 0; i < 64; i++) {
                live.put(
                        "app" + i,
                        ApplicationState.newBuilder(state("app" + i, "1", T0, null))
                                .setInventoryData(data)
                                .build());
            }
            ReportedApplication[] more = IntStream.range(100, 104)
                    .mapToObj(i -> ReportedApplication.newBuilder(app("app" + i, "1"))
                            .setInventoryData(data)
                            .build())
                    .toArray(ReportedApplication[]::new);

            assertThat(reason(explain(partial(T0.plus(HOUR), more)))).isEqualTo("system_too_large");
            assertThat(explain(snapshot(T0.plus(HOUR), more)).status()).isNotEqualTo(ReceiptStatus.REJECTED);
        }
    }

    @Test
    void reportThatWasReceivedIsADuplicate() {
        InventoryReport report = snapshot(T0, app("a", "1"));
        newer.add(report);

        assertThat(explain(report).status()).isEqualTo(ReceiptStatus.DUPLICATE);
    }

    @Test
    void applicationIdOfAnotherSystemIsRejected() {
        ofOthers.add("here_a");

        assertThat(reason(explain(snapshot(T0, app("a", "1"))))).isEqualTo("application_id_taken");
    }

    private Result explain(InventoryReport report) {
        return ReportExplanation.of(report, new LiveApplications(live, ofOthers), newer, () -> before);
    }

    private void present(String module, String version) {
        live.put(module, state(module, version, T0, null));
    }

    private void removed(String module, String version, Instant deletedAt) {
        Instant lastSeen = deletedAt.minus(HOUR);
        live.put(module, state(module, version, lastSeen, deletedAt));
    }

    private static ApplicationState state(
            String module, String version, Instant lastSeen, @Nullable Instant deletedAt) {
        return ApplicationState.newBuilder()
                .setSystemId("here")
                .setModuleId(module)
                .setInstanceOf("package")
                .setName("")
                .setSource("")
                .setVersion(version)
                .setIsUserFacing(true)
                .setInventoryData("{}")
                .setBackupData("{}")
                .setServicesData("{}")
                .setFirstSeenAt(lastSeen)
                .setLastInventoryAt(lastSeen)
                .setDeletedAt(deletedAt)
                .build();
    }

    private static InventoryReport snapshot(Instant time, ReportedApplication... applications) {
        return report(ReportScope.SNAPSHOT, time, applications);
    }

    private static InventoryReport partial(Instant time, ReportedApplication... applications) {
        return report(ReportScope.PARTIAL, time, applications);
    }

    private static InventoryReport report(ReportScope scope, Instant time, ReportedApplication... applications) {
        return InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId("here")
                .setCollector("test/1")
                .setCollectedAt(time)
                .setScope(scope)
                .setApplications(List.of(applications))
                .build();
    }

    private static ReportedApplication app(String module, String version) {
        return ReportedApplication.newBuilder()
                .setModuleId(module)
                .setInstanceOf("package")
                .setVersion(version)
                .build();
    }

    private static ReportedApplication[] reported(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> app("app" + i, "1")).toArray(ReportedApplication[]::new);
    }

    private static Effect effect(Result result, String module) {
        return result.effects().stream()
                .filter(effect -> effect.moduleId().equals(module))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable ApplicationChange change(Result result, String module) {
        return effect(result, module).change();
    }

    private static @Nullable String reason(Result result) {
        ReportValidation.Rejection rejection = result.rejection();
        return rejection == null ? null : rejection.reason();
    }
}
