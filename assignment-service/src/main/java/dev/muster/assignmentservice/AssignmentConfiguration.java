package dev.muster.assignmentservice;

import dev.muster.assignmentservice.association.AssociationActionHandler;
import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.directory.CommandLog;
import dev.muster.assignmentservice.directory.DirectoryAccess;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.directory.ReadProgress;
import dev.muster.assignmentservice.kafka.ListenerSettings;
import dev.muster.assignmentservice.media.ImagePreparer;
import dev.muster.assignmentservice.organization.OrganizationActionHandler;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.InventoryProgress;
import dev.muster.assignmentservice.ownership.OutcomeStore;
import dev.muster.assignmentservice.ownership.OwnershipPublisher;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.ownership.RebrandingPropagator;
import dev.muster.assignmentservice.ownership.RebrandingQueue;
import dev.muster.assignmentservice.ownership.SystemUnassigner;
import dev.muster.assignmentservice.ownership.WaitingCommandSweeper;
import dev.muster.assignmentservice.ownership.WaitingCommands;
import dev.muster.assignmentservice.ownership.WaitingSettings;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.run.RuleTriggers;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.system.SystemActionHandler;
import dev.muster.assignmentservice.system.SystemStore;
import dev.muster.assignmentservice.user.MembershipActionHandler;
import dev.muster.assignmentservice.user.UserActionHandler;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.web.PublicUrls;
import dev.muster.messaging.topic.TopicPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires command handlers with their stores and publishers. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class AssignmentConfiguration {

    /** Ticks in microseconds, the precision of the topics and the database. */
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
        return PublicUrls.withBase(settings.publicUrl());
    }

    @Bean
    ImagePreparer imagePreparer() {
        return new ImagePreparer();
    }

    @Bean
    AssignmentCommandHandler assignmentCommandHandler(
            AssignmentAccess access,
            OwnershipStore ownerships,
            OutcomeStore outcomes,
            WaitingCommands waitingCommands,
            OwnershipPublisher publisher,
            RuleEngines rules,
            Candidates candidates,
            AssignmentSettings settings,
            Clock clock) {
        return new AssignmentCommandHandler(
                access, ownerships, outcomes, waitingCommands, publisher, rules, candidates, settings.waiting(), clock);
    }

    @Bean
    WaitingSettings waitingSettings(AssignmentSettings settings) {
        return settings.waiting();
    }

    @Bean
    WaitingCommandSweeper waitingCommandSweeper(
            WaitingCommands waitingCommands,
            AssignmentCommandHandler handler,
            InventoryProgress progress,
            WaitingSettings settings,
            Clock clock) {
        return new WaitingCommandSweeper(waitingCommands, handler, progress, settings, clock);
    }

    @Bean
    RebrandingPropagator rebrandingPropagator(
            RebrandingQueue work,
            OwnershipStore ownerships,
            OwnershipPublisher publisher,
            AssignmentSettings settings,
            Clock clock) {
        return new RebrandingPropagator(work, ownerships, publisher, settings.rebranding(), clock);
    }

    @Bean
    OrganizationActionHandler organizationActions(OrganizationStore organizations) {
        return new OrganizationActionHandler(organizations);
    }

    @Bean
    UserActionHandler userActions(UserStore users, OrganizationStore organizations, AccessScope scope) {
        return new UserActionHandler(users, organizations, scope);
    }

    @Bean
    MembershipActionHandler membershipActions(UserStore users, OrganizationStore organizations, AccessScope scope) {
        return new MembershipActionHandler(users, organizations, scope);
    }

    @Bean
    AssociationActionHandler associationActions(AssociationStore associations, OrganizationStore organizations) {
        return new AssociationActionHandler(associations, organizations);
    }

    @Bean
    SystemUnassigner systemUnassigner(OwnershipStore ownerships, OwnershipPublisher publisher, Clock clock) {
        return new SystemUnassigner(ownerships, publisher, clock);
    }

    @Bean
    SystemActionHandler systemActions(
            SystemStore systems, OrganizationStore organizations, SystemUnassigner unassigner) {
        return new SystemActionHandler(systems, organizations, unassigner);
    }

    @Bean
    DirectoryCommandHandler directoryCommandHandler(
            DirectoryAccess access,
            List<DirectoryActionHandler> actions,
            CommandLog received,
            RuleTriggers publisher,
            AssignmentSettings settings,
            ReadProgress progress,
            Clock clock) {
        return new DirectoryCommandHandler(access, actions, received, publisher, settings.parking(), progress, clock);
    }
}
