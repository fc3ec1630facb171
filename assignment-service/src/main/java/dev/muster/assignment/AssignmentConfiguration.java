package dev.muster.assignment;

import dev.muster.assignment.access.AssignmentAccess;
import dev.muster.assignment.access.Reach;
import dev.muster.assignment.directory.AssociationActions;
import dev.muster.assignment.directory.AssociationStore;
import dev.muster.assignment.directory.ChangeDirectory;
import dev.muster.assignment.directory.DirectoryAccess;
import dev.muster.assignment.directory.DirectoryActions;
import dev.muster.assignment.directory.DirectoryPublisher;
import dev.muster.assignment.directory.DirectoryResultPublisher;
import dev.muster.assignment.directory.MembershipActions;
import dev.muster.assignment.directory.OrganizationActions;
import dev.muster.assignment.directory.OrganizationStore;
import dev.muster.assignment.directory.ReadProgress;
import dev.muster.assignment.directory.ReceivedCommands;
import dev.muster.assignment.directory.SystemActions;
import dev.muster.assignment.directory.SystemStore;
import dev.muster.assignment.directory.UserActions;
import dev.muster.assignment.directory.UserStore;
import dev.muster.assignment.kafka.ListenerSettings;
import dev.muster.assignment.media.PrepareImages;
import dev.muster.assignment.ownership.DecideCommands;
import dev.muster.assignment.ownership.FollowOrganizations;
import dev.muster.assignment.ownership.InventoryProgress;
import dev.muster.assignment.ownership.OutcomePublisher;
import dev.muster.assignment.ownership.OutcomeStore;
import dev.muster.assignment.ownership.OwnershipPublisher;
import dev.muster.assignment.ownership.OwnershipStore;
import dev.muster.assignment.ownership.RebrandingWork;
import dev.muster.assignment.ownership.SweepWaiting;
import dev.muster.assignment.ownership.UnassignSystem;
import dev.muster.assignment.ownership.WaitingCommands;
import dev.muster.assignment.ownership.WaitingSettings;
import dev.muster.assignment.web.PublicUrls;
import dev.muster.inbox.TopicPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the rules, the stores and the publishers together. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class AssignmentConfiguration {

    /** In whole microseconds, as the topics and the database keep times. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    TopicPolicy topicPolicy(AssignmentSettings settings) {
        return settings.topics();
    }

    @Bean
    ListenerSettings listenerSettings(AssignmentSettings settings) {
        return settings.listeners();
    }

    @Bean
    PublicUrls publicUrls(AssignmentSettings settings) {
        return PublicUrls.below(settings.publicUrl());
    }

    @Bean
    PrepareImages prepareImages() {
        return new PrepareImages();
    }

    @Bean
    DecideCommands decideCommands(
            AssignmentAccess access,
            OwnershipStore ownerships,
            OutcomeStore outcomes,
            WaitingCommands waitingCommands,
            OutcomePublisher outcomePublisher,
            AssignmentSettings settings,
            Clock clock) {
        return new DecideCommands(
                access, ownerships, outcomes, waitingCommands, outcomePublisher, settings.waiting(), clock);
    }

    @Bean
    WaitingSettings waitingSettings(AssignmentSettings settings) {
        return settings.waiting();
    }

    @Bean
    SweepWaiting sweepWaiting(
            WaitingCommands waitingCommands,
            DecideCommands decideCommands,
            InventoryProgress progress,
            WaitingSettings settings,
            Clock clock) {
        return new SweepWaiting(waitingCommands, decideCommands, progress, settings, clock);
    }

    @Bean
    FollowOrganizations followOrganizations(
            RebrandingWork work,
            OwnershipStore ownerships,
            OwnershipPublisher publisher,
            AssignmentSettings settings,
            Clock clock) {
        return new FollowOrganizations(work, ownerships, publisher, settings.rebranding(), clock);
    }

    @Bean
    OrganizationActions organizationActions(OrganizationStore organizations) {
        return new OrganizationActions(organizations);
    }

    @Bean
    UserActions userActions(UserStore users, OrganizationStore organizations) {
        return new UserActions(users, organizations);
    }

    @Bean
    MembershipActions membershipActions(UserStore users, OrganizationStore organizations, Reach reach) {
        return new MembershipActions(users, organizations, reach);
    }

    @Bean
    AssociationActions associationActions(AssociationStore associations, OrganizationStore organizations) {
        return new AssociationActions(associations, organizations);
    }

    @Bean
    UnassignSystem unassignSystem(OwnershipStore ownerships, OwnershipPublisher publisher, Clock clock) {
        return new UnassignSystem(ownerships, publisher, clock);
    }

    @Bean
    SystemActions systemActions(SystemStore systems, OrganizationStore organizations, UnassignSystem unassign) {
        return new SystemActions(systems, organizations, unassign);
    }

    @Bean
    ChangeDirectory changeDirectory(
            OrganizationStore organizations,
            DirectoryAccess access,
            List<DirectoryActions> actions,
            ReceivedCommands received,
            DirectoryPublisher publisher,
            DirectoryResultPublisher results,
            AssignmentSettings settings,
            ReadProgress progress,
            Clock clock) {
        return new ChangeDirectory(
                organizations, access, actions, received, publisher, results, settings.parking(), progress, clock);
    }
}
