package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.association.AssociationStore.StoredAssociation;
import dev.muster.assignmentservice.directory.CommandLog;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.DirectoryPublisher;
import dev.muster.assignmentservice.organization.DeleteOrganization;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.security.TokenStore;
import dev.muster.assignmentservice.system.SystemActionHandler;
import dev.muster.assignmentservice.system.SystemStore;
import dev.muster.assignmentservice.system.SystemStore.StoredSystem;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.StoredMembership;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The steps of deleting an organization that is marked as deleted, so that nothing new refers to it: they end what does, each
 * with its event, and the last one publishes the removal of the organization itself. What a step has ended is not found by the
 * next one, so that steps can be repeated.
 */
public final class OrganizationDeletion {

    private static final int STEP_SIZE = 1_000;

    /** All applications on these lose their owners in the same transaction. */
    private static final int SYSTEMS_PER_STEP = 10;

    private enum Phase {
        /** Ends its runs and revokes its tokens. */
        RUNS,
        /** Unassigns the applications that it owns. */
        APPLICATIONS,
        /** Ends the rebranding overrides that name it. */
        OVERRIDES,
        MEMBERSHIPS,
        ASSOCIATIONS,
        SYSTEMS,
        /** Users whose home it is get none. */
        USERS,
        /** Removes its rule set and its images, and publishes its last event. */
        ORGANIZATION
    }

    private final RunStore runs;
    private final BulkChanges bulkChanges;
    private final BulkOwnershipHandler bulkOwnerships;
    private final OwnershipStore ownerships;
    private final CommandLog directory;
    private final OrganizationStore organizations;
    private final UserStore users;
    private final AssociationStore associations;
    private final SystemStore systems;
    private final SystemActionHandler systemActions;
    private final TokenStore tokens;
    private final Consumer<String> removeImages;
    private final RuleSets ruleSets;
    private final RuleSetPublisher ruleSetPublisher;
    private final DirectoryPublisher publisher;
    private final Clock clock;

    /** The stores of what refers to organizations, and the publishers of its events; {@code removeImages} removes its images. */
    public OrganizationDeletion(
            RunStore runs,
            BulkChanges bulkChanges,
            BulkOwnershipHandler bulkOwnerships,
            OwnershipStore ownerships,
            CommandLog directory,
            OrganizationStore organizations,
            UserStore users,
            AssociationStore associations,
            SystemStore systems,
            SystemActionHandler systemActions,
            TokenStore tokens,
            Consumer<String> removeImages,
            RuleSets ruleSets,
            RuleSetPublisher ruleSetPublisher,
            DirectoryPublisher publisher,
            Clock clock) {
        this.runs = runs;
        this.bulkChanges = bulkChanges;
        this.bulkOwnerships = bulkOwnerships;
        this.ownerships = ownerships;
        this.directory = directory;
        this.organizations = organizations;
        this.users = users;
        this.associations = associations;
        this.systems = systems;
        this.systemActions = systemActions;
        this.tokens = tokens;
        this.removeImages = removeImages;
        this.ruleSets = ruleSets;
        this.ruleSetPublisher = ruleSetPublisher;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Whether the run is of a deleted organization and has to end: a deletion goes on. */
    boolean ends(Run run) {
        return run.kind() != Run.Kind.DELETE && organizations.findDeleted(run.organizationId()) != null;
    }

    /** Executes one step; the last one finishes the run. */
    Run step(Run run, RunRequest.Delete delete) {
        Position position = Position.of(run.cursor());
        String organizationId = delete.organizationId();
        return switch (position.phase()) {
            case RUNS -> {
                runs.endRunsOf(organizationId);
                tokens.revokeAll(organizationId, clock.instant());
                yield run.at(Position.beginOf(Phase.APPLICATIONS), run.counts());
            }
            case APPLICATIONS, OVERRIDES -> changeOwnerships(run, position, organizationId);
            case MEMBERSHIPS, ASSOCIATIONS, SYSTEMS, USERS -> changeDirectory(run, position, organizationId);
            case ORGANIZATION -> {
                remove(run, organizationId);
                yield run.with(Run.State.DONE);
            }
        };
    }

    private Run changeOwnerships(Run run, Position position, String organizationId) {
        List<String> ids = position.phase() == Phase.APPLICATIONS
                ? ownerships.findOwned(organizationId, position.afterId(), STEP_SIZE)
                : ownerships.findOverridden(organizationId, position.afterId(), STEP_SIZE);
        String cursor = ids.size() < STEP_SIZE
                ? Position.beginOf(position.next())
                : new Position(position.phase(), ids.get(ids.size() - 1)).cursor();
        BulkChanges.Step step = bulkChanges.record(
                run,
                bulkOwnerships.removeOrganization(new TreeSet<>(ids), organizationId, run.runId(), run.actor()),
                cursor,
                false);
        return run.at(step.cursor(), step.counts());
    }

    private Run changeDirectory(Run run, Position position, String organizationId) {
        directory.lockDirectory();
        DirectoryChanges changes = new DirectoryChanges();
        DirectoryCommand command = commandOf(run, organizationId);
        Instant now = clock.instant();
        boolean isLast = switch (position.phase()) {
            case MEMBERSHIPS -> endMemberships(command, organizationId, now, changes);
            case ASSOCIATIONS -> endAssociations(command, organizationId, now, changes);
            case SYSTEMS -> releaseSystems(command, organizationId, now, changes);
            default -> releaseUsers(command, organizationId, now, changes);
        };
        publisher.publish(changes);
        return isLast ? run.at(Position.beginOf(position.next()), run.counts()) : run;
    }

    private boolean endMemberships(
            DirectoryCommand command, String organizationId, Instant now, DirectoryChanges changes) {
        List<StoredMembership> page = users.membershipsIn(organizationId, STEP_SIZE);
        for (StoredMembership stored : page) {
            Membership before = Objects.requireNonNull(stored.membership());
            StoredMembership ended = new StoredMembership(null, stored.revision() + 1);
            users.saveMembership(organizationId, before.userId(), ended, now);
            changes.add(command, now, organizationId + "/" + before.userId(), before, null, ended.revision());
        }
        return page.size() < STEP_SIZE;
    }

    private boolean endAssociations(
            DirectoryCommand command, String organizationId, Instant now, DirectoryChanges changes) {
        List<String> ids = associations.applicationsOf(organizationId).stream()
                .limit(STEP_SIZE)
                .toList();
        Map<String, StoredAssociation> present = associations.find(organizationId, ids);
        Map<String, StoredAssociation> changed = new LinkedHashMap<>();
        for (String id : ids) {
            StoredAssociation before = Objects.requireNonNull(present.get(id));
            Association association = Objects.requireNonNull(before.association());
            StoredAssociation ended = new StoredAssociation(null, before.revision() + 1);
            changed.put(id, ended);
            changes.add(command, now, organizationId + "/" + id, association, null, ended.revision());
        }
        if (!changed.isEmpty()) {
            associations.save(organizationId, changed, now);
        }
        return ids.size() < STEP_SIZE;
    }

    private boolean releaseSystems(
            DirectoryCommand command, String organizationId, Instant now, DirectoryChanges changes) {
        List<StoredSystem> page = systems.lockOwned(organizationId, SYSTEMS_PER_STEP);
        page.forEach(system -> systemActions.release(command, system, command.commandId(), now, changes));
        return page.size() < SYSTEMS_PER_STEP;
    }

    private boolean releaseUsers(
            DirectoryCommand command, String organizationId, Instant now, DirectoryChanges changes) {
        List<StoredUser> page = users.findByHome(organizationId, STEP_SIZE);
        for (StoredUser stored : page) {
            User before = stored.user();
            User after = new User(before.userId(), null, before.admin(), before.active());
            long revision = stored.revision() + 1;
            users.update(
                    new StoredUser(after, stored.defaultSpaceId(), revision, stored.createdAt(), now),
                    stored.revision());
            changes.add(command, now, before.userId(), before, after, revision);
        }
        return page.size() < STEP_SIZE;
    }

    private void remove(Run run, String organizationId) {
        directory.lockDirectory();
        StoredOrganization last = Objects.requireNonNull(organizations.findDeleted(organizationId));
        if (ruleSets.remove(organizationId)) {
            ruleSetPublisher.publishRemoval(organizationId);
        }
        removeImages.accept(organizationId);
        Instant now = clock.instant();
        long revision = last.revision() + 1;
        organizations.saveLastRevision(organizationId, revision, now);
        DirectoryChanges changes = new DirectoryChanges();
        changes.add(commandOf(run, organizationId), now, organizationId, last.organization(), null, revision);
        publisher.publish(changes);
    }

    private static DirectoryCommand commandOf(Run run, String organizationId) {
        return new DirectoryCommand(
                run.runId(), run.createdAt(), run.actor(), new DeleteOrganization(organizationId), null);
    }

    /**
     * Where a step begins.
     *
     * @param afterId the last application that was handled in the phase; empty at its beginning
     */
    private record Position(Phase phase, String afterId) {

        private static final List<Phase> PHASES = List.of(Phase.values());

        static Position of(String cursor) {
            int separator = cursor.indexOf(':');
            return separator < 0
                    ? new Position(Phase.RUNS, "")
                    : new Position(Phase.valueOf(cursor.substring(0, separator)), cursor.substring(separator + 1));
        }

        static String beginOf(Phase phase) {
            return new Position(phase, "").cursor();
        }

        Phase next() {
            return PHASES.get(PHASES.indexOf(phase) + 1);
        }

        String cursor() {
            return phase.name() + ":" + afterId;
        }
    }
}
