package dev.muster.assignmentservice;

import dev.muster.assignmentservice.application.ApplicationAssigner;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationLocker;
import dev.muster.assignmentservice.application.DetailsEditor;
import dev.muster.assignmentservice.application.DetailsStore;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.OutcomeStore;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.AssignmentAccess;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the application catalog and edits of applications. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class ApplicationConfiguration {

    @Bean
    Visibility visibility(AccessScope scope, ApplicationCatalog catalog) {
        return new Visibility(scope, catalog);
    }

    @Bean
    ApplicationLocker applicationLocker(AccessScope scope, OwnershipStore ownerships) {
        return new ApplicationLocker(scope, ownerships);
    }

    @Bean
    ApplicationAssigner applicationAssigner(
            ApplicationLocker applications,
            DetailsStore details,
            AssignmentAccess access,
            OrganizationStore organizations,
            OutcomeStore outcomes,
            AssignmentCommandHandler commands,
            Clock clock) {
        return new ApplicationAssigner(applications, details, access, organizations, outcomes, commands, clock);
    }

    @Bean
    DetailsEditor detailsEditor(
            ApplicationLocker applications, Visibility visibility, DetailsStore details, Clock clock) {
        return new DetailsEditor(applications, visibility, details, clock);
    }
}
