package dev.muster.assignment.rules;

import dev.muster.assignment.directory.AssociationChange;
import dev.muster.assignment.directory.DirectoryChanges;
import dev.muster.assignment.directory.DirectoryPublisher;
import dev.muster.assignment.directory.DirectoryResult;
import dev.muster.assignment.directory.DirectoryResultPublisher;
import dev.muster.assignment.directory.MembershipChange;
import dev.muster.assignment.directory.OrganizationChange;
import dev.muster.assignment.ownership.Outcome;
import dev.muster.assignment.ownership.OutcomePublisher;
import dev.muster.assignment.ownership.OwnershipChange;
import dev.muster.assignment.ownership.OwnershipPublisher;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What was published by transactions that committed, as the outbox would send it. */
public final class Published
        implements OwnershipPublisher, OutcomePublisher, DirectoryPublisher, DirectoryResultPublisher {

    public final List<OwnershipChange> changes = new ArrayList<>();
    public final List<Outcome> outcomes = new ArrayList<>();
    public final List<OrganizationChange> organizations = new ArrayList<>();
    public final List<MembershipChange> memberships = new ArrayList<>();
    public final List<AssociationChange> associations = new ArrayList<>();
    public final List<DirectoryResult> results = new ArrayList<>();

    @Override
    public void publish(List<OwnershipChange> published) {
        afterCommit(() -> changes.addAll(published));
    }

    @Override
    public void publishDecided(List<OwnershipChange> decidedChanges, List<Outcome> decided) {
        afterCommit(() -> {
            changes.addAll(decidedChanges);
            outcomes.addAll(decided);
        });
    }

    @Override
    public void publishOutcomesAgain(List<Outcome> decidedBefore) {
        afterCommit(() -> outcomes.addAll(decidedBefore));
    }

    @Override
    public void publish(DirectoryChanges published) {
        afterCommit(() -> {
            organizations.addAll(published.organizations());
            memberships.addAll(published.memberships());
            associations.addAll(published.associations());
        });
    }

    @Override
    public void publishResults(List<DirectoryResult> published) {
        afterCommit(() -> results.addAll(published));
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
