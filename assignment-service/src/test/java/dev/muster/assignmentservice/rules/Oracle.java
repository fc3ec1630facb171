package dev.muster.assignmentservice.rules;

import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.Ownership.Origin;
import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Computes the expected result of a scenario from the rules, step by step, without polls and tables. */
final class Oracle {

    final Map<Integer, App> applications = new LinkedHashMap<>();
    final Map<UUID, Outcome> outcomes = new LinkedHashMap<>();
    private final OracleTree tree = new OracleTree();
    private final Names names;
    private Instant now;

    static final class App {
        boolean present;
        boolean known;
        boolean returned;

        @Nullable
        Instant appearedAt;

        Ownership ownership = Ownership.NONE;
        long revision;
        final List<OwnershipChange> history = new ArrayList<>();
        final Map<Step.Command, Instant> waiting = new LinkedHashMap<>();
    }

    Oracle(Names names) {
        this.names = names;
        this.now = names.start();
        for (int i = 0; i < Scenarios.APPLICATIONS; i++) {
            applications.put(i, new App());
        }
    }

    void run(List<Step> steps) {
        for (int position = 0; position < steps.size(); position++) {
            run(steps.get(position), names.directoryCommandId(position));
        }
    }

    private void run(Step step, UUID directoryCommand) {
        if (step instanceof Step.Command command) {
            command(command);
        } else if (step instanceof Step.Appear appear) {
            appear(app(appear.application()));
        } else if (step instanceof Step.Remove remove) {
            app(remove.application()).present = false;
        } else if (step instanceof Step.Delete delete) {
            delete(delete.application());
        } else if (step instanceof Step.HandleEvent event) {
            reconcile(event.application());
        } else if (step instanceof Step.SetRebranding rebranding) {
            tree.setRebranding(rebranding.organization(), rebranding.enabled(), directoryCommand);
        } else if (step instanceof Step.SetActive activation) {
            tree.setActive(activation.organization(), activation.active());
        } else if (step instanceof Step.Move move) {
            tree.move(move.organization(), move.parent(), directoryCommand);
        } else if (step instanceof Step.Propagate) {
            applications.keySet().forEach(this::propagate);
        } else if (step instanceof Step.Sweep) {
            applications.keySet().forEach(this::sweep);
        } else if (step instanceof Step.AdvanceClock seconds) {
            now = now.plusSeconds(seconds.seconds());
        }
    }

    private App app(int application) {
        return Objects.requireNonNull(applications.get(application));
    }

    private void appear(App app) {
        app.returned |= app.known && !app.present;
        app.appearedAt = app.present ? app.appearedAt : now;
        app.present = true;
        app.known = true;
    }

    private void delete(int application) {
        App app = app(application);
        boolean deletes = app.known && !app.present;
        app.known &= !deletes;
        reconcile(application);
        // When it is reported again, the ownership is from a previous incarnation.
        app.returned |= deletes;
    }

    private void command(Step.Command command) {
        if (outcomes.containsKey(names.commandId(command.number()))) {
            return;
        }
        App app = app(command.application());
        reconcile(command.application());
        if (app.present) {
            decideOrExpire(command, command.waits() ? expiresAt(command) : null);
        } else if (!command.waits()) {
            recordOutcome(
                    command, Outcome.Status.REJECTED, app.known ? "application_removed" : "application_not_found");
        } else {
            waitForApplication(command, app);
        }
    }

    /** All commands are received when the scenario begins, no matter when they are read. */
    private Instant expiresAt(Step.Command command) {
        Integer second = command.expiresAtSecond();
        return second == null
                ? names.start().plus(RulesOnPostgres.EXPIRES_AFTER)
                : names.start().plusSeconds(second);
    }

    private void waitForApplication(Step.Command command, App app) {
        Instant expiresAt = expiresAt(command);
        if (!names.start().isBefore(expiresAt)) {
            recordOutcome(command, Outcome.Status.EXPIRED, "expired");
        } else if (app.waiting.size() >= RulesOnPostgres.MAX_WAITING) {
            recordOutcome(command, Outcome.Status.REJECTED, "too_many_waiting");
        } else {
            app.waiting.put(command, expiresAt);
            recordOutcome(command, Outcome.Status.WAITING, "waiting_for_application");
        }
    }

    private void reconcile(int application) {
        App app = app(application);
        if (app.returned && app.known) {
            app.returned = false;
            if (!app.ownership.isPristine()) {
                change(
                        application,
                        Ownership.NONE,
                        OwnershipChange.Kind.RETURNED_UNASSIGNED,
                        new OwnershipChange.Cause(
                                OwnershipChange.Cause.Kind.APPLICATION_RETURNED, null, OwnershipChange.Cause.NOBODY));
            }
        }
        Iterator<Map.Entry<Step.Command, Instant>> waiting =
                app.waiting.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<Step.Command, Instant> one = waiting.next();
            if (app.present) {
                waiting.remove();
                decideOrExpire(one.getKey(), one.getValue());
            }
        }
    }

    /** An application that appeared too late does not match the waiting command, no matter when that is noticed. */
    private void decideOrExpire(Step.Command command, @Nullable Instant expiresAt) {
        Instant appearedAt = app(command.application()).appearedAt;
        if (expiresAt != null && appearedAt != null && expiresAt.isBefore(appearedAt)) {
            recordOutcome(command, Outcome.Status.EXPIRED, "expired");
        } else {
            decide(command);
        }
    }

    private void sweep(int application) {
        App app = app(application);
        if (app.waiting.isEmpty()) {
            return;
        }
        boolean overdue = app.waiting.values().stream().anyMatch(expiresAt -> !now.isBefore(expiresAt));
        if (app.present || overdue) {
            reconcile(application);
        }
        app.waiting.entrySet().removeIf(waiting -> {
            boolean expired = !now.isBefore(waiting.getValue());
            if (expired) {
                recordOutcome(waiting.getKey(), Outcome.Status.EXPIRED, "expired");
            }
            return expired;
        });
    }

    private void decide(Step.Command command) {
        App app = app(command.application());
        Long expected = command.expectedRevision();
        Integer organization = command.organization();
        if (expected != null && expected != app.revision) {
            recordOutcome(command, Outcome.Status.CONFLICT, "revision_conflict");
        } else if (organization != null && !tree.isRegistered(organization)) {
            recordOutcome(command, Outcome.Status.REJECTED, "organization_not_found");
        } else if (organization != null && !tree.isActive(organization)) {
            recordOutcome(command, Outcome.Status.REJECTED, "organization_inactive");
        } else {
            apply(command, app.ownership);
        }
    }

    private void apply(Step.Command command, Ownership o) {
        String named = command.organization() == null ? null : names.organization(command.organization());
        switch (command.action()) {
            case ASSIGN_ORGANIZATION ->
                set(
                        command,
                        OwnershipChange.Kind.ASSIGNED,
                        new Ownership(
                                named,
                                o.override(),
                                o.overrideOrganizationId(),
                                null,
                                Names.ISSUER,
                                now,
                                Origin.EXPLICIT));
            case UNASSIGN_ORGANIZATION ->
                set(
                        command,
                        OwnershipChange.Kind.UNASSIGNED,
                        new Ownership(
                                null, o.override(), o.overrideOrganizationId(), null, null, null, Origin.EXPLICIT));
            case ENABLE_REBRANDING -> {
                if (named == null && o.organizationId() == null) {
                    recordOutcome(command, Outcome.Status.REJECTED, "organization_required");
                } else {
                    override(command, RebrandingOverride.ENABLED, named, o);
                }
            }
            case DISABLE_REBRANDING -> override(command, RebrandingOverride.DISABLED, null, o);
            case INHERIT_REBRANDING -> override(command, RebrandingOverride.INHERITED, null, o);
            case RELEASE_TO_RULES -> release(command, o);
        }
    }

    /** There are no rules, so it only ends the pin. */
    private void release(Step.Command command, Ownership o) {
        boolean owned = o.organizationId() != null;
        Origin open = owned ? new Origin(o.origin().source(), false, null, null, null) : Origin.NONE;
        set(
                command,
                owned ? OwnershipChange.Kind.ASSIGNED : OwnershipChange.Kind.UNASSIGNED,
                new Ownership(
                        o.organizationId(),
                        o.override(),
                        o.overrideOrganizationId(),
                        null,
                        o.assignedBy(),
                        o.assignedAt(),
                        open));
    }

    private void override(Step.Command command, RebrandingOverride override, @Nullable String named, Ownership o) {
        set(
                command,
                OwnershipChange.Kind.REBRANDING_CHANGED,
                new Ownership(o.organizationId(), override, named, null, o.assignedBy(), o.assignedAt(), o.origin()));
    }

    private void set(Step.Command command, OwnershipChange.Kind kind, Ownership requested) {
        App app = app(command.application());
        Ownership before = app.ownership;
        boolean same = Objects.equals(before.organizationId(), requested.organizationId())
                && before.origin().equals(requested.origin())
                && before.override() == requested.override()
                && Objects.equals(before.overrideOrganizationId(), requested.overrideOrganizationId());
        if (!same) {
            change(
                    command.application(),
                    requested.withRebrandingOrgId(effective(requested)),
                    kind,
                    new OwnershipChange.Cause(
                            OwnershipChange.Cause.Kind.COMMAND, names.commandId(command.number()), Names.ISSUER));
        }
        recordOutcome(command, same ? Outcome.Status.UNCHANGED : Outcome.Status.APPLIED, null, before);
    }

    private void propagate(int application) {
        Ownership o = app(application).ownership;
        if (o.override() != RebrandingOverride.INHERITED || o.organizationId() == null) {
            return;
        }
        String effective = effective(o);
        if (!Objects.equals(effective, o.rebrandingOrgId())) {
            change(
                    application,
                    o.withRebrandingOrgId(effective),
                    OwnershipChange.Kind.REBRANDING_CHANGED,
                    new OwnershipChange.Cause(
                            OwnershipChange.Cause.Kind.ORGANIZATION_CHANGED,
                            tree.lastCause(number(o.organizationId())),
                            Names.DIRECTORY_ISSUER));
        }
    }

    private @Nullable String effective(Ownership o) {
        if (o.override() == RebrandingOverride.DISABLED) {
            return null;
        }
        if (o.override() == RebrandingOverride.ENABLED) {
            return o.overrideOrganizationId() != null ? o.overrideOrganizationId() : o.organizationId();
        }
        if (o.organizationId() == null) {
            return null;
        }
        Integer nearest = tree.nearestEnabled(number(o.organizationId()));
        return nearest == null ? null : names.organization(nearest);
    }

    private static int number(String organizationId) {
        return organizationId.charAt(organizationId.length() - 1) - '0';
    }

    private void change(int application, Ownership after, OwnershipChange.Kind kind, OwnershipChange.Cause cause) {
        App app = app(application);
        app.revision++;
        app.history.add(new OwnershipChange(
                names.application(application), app.revision, kind, app.ownership, after, cause, now));
        app.ownership = after;
    }

    private void recordOutcome(Step.Command command, Outcome.Status status, String reason) {
        App app = app(command.application());
        recordOutcome(command, status, reason, app.known ? app.ownership : null);
    }

    private void recordOutcome(
            Step.Command command, Outcome.Status status, @Nullable String reason, @Nullable Ownership before) {
        App app = app(command.application());
        UUID id = names.commandId(command.number());
        outcomes.put(
                id,
                new Outcome(
                        id,
                        names.application(command.application()),
                        status,
                        reason,
                        "",
                        app.known ? app.revision : 0,
                        before,
                        app.known ? app.ownership : null,
                        now,
                        names.command(command).position()));
    }
}
