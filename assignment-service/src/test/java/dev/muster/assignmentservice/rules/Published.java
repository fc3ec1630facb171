package dev.muster.assignmentservice.rules;

import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryPublisher;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.ownership.OwnershipPublisher;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.User;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects what committed transactions published. */
public final class Published implements OwnershipPublisher, DirectoryPublisher {

    public final List<OwnershipChange> changes = new ArrayList<>();
    public final List<Outcome> outcomes = new ArrayList<>();
    public final List<Change<Organization>> organizations = new ArrayList<>();
    public final List<Change<User>> users = new ArrayList<>();
    public final List<Change<Membership>> memberships = new ArrayList<>();
    public final List<Change<Association>> associations = new ArrayList<>();
    public final List<DirectoryOutcome> results = new ArrayList<>();

    @Override
    public void publish(List<OwnershipChange> published) {
        afterCommit(() -> changes.addAll(published));
    }

    @Override
    public void publishOutcomes(List<OwnershipChange> decidedChanges, List<Outcome> decided) {
        afterCommit(() -> {
            changes.addAll(decidedChanges);
            outcomes.addAll(decided);
        });
    }

    @Override
    public void republishOutcomes(List<Outcome> decided) {
        afterCommit(() -> outcomes.addAll(decided));
    }

    @Override
    public void publish(DirectoryChanges published) {
        afterCommit(() -> {
            organizations.addAll(of(published, Organization.class));
            users.addAll(of(published, User.class));
            memberships.addAll(of(published, Membership.class));
            associations.addAll(of(published, Association.class));
        });
    }

    @Override
    public void publishOutcomes(List<DirectoryOutcome> published) {
        afterCommit(() -> results.addAll(published));
    }

    private static <S> List<Change<S>> of(DirectoryChanges published, Class<S> subject) {
        return published.all().stream()
                .filter(change -> change.isOf(subject))
                .map(change -> change.cast(subject))
                .toList();
    }

    private void afterCommit(Runnable effect) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                synchronized (Published.this) {
                    effect.run();
                }
            }
        });
    }
}
