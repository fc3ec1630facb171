package dev.muster.assignment;

import dev.muster.assignment.access.AssignmentAccess;
import dev.muster.assignment.access.Reach;
import dev.muster.assignment.applications.ApplicationCatalog;
import dev.muster.assignment.applications.AssignApplications;
import dev.muster.assignment.applications.ChangeDetails;
import dev.muster.assignment.applications.DetailsStore;
import dev.muster.assignment.applications.LockApplication;
import dev.muster.assignment.applications.Visibility;
import dev.muster.assignment.directory.OrganizationStore;
import dev.muster.assignment.ownership.DecideCommands;
import dev.muster.assignment.ownership.OutcomeStore;
import dev.muster.assignment.ownership.OwnershipStore;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what people see of applications and do to them. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class ApplicationsConfiguration {

    @Bean
    Visibility visibility(Reach reach, ApplicationCatalog catalog) {
        return new Visibility(reach, catalog);
    }

    @Bean
    LockApplication lockApplication(Reach reach, OwnershipStore ownerships) {
        return new LockApplication(reach, ownerships);
    }

    @Bean
    AssignApplications assignApplications(
            LockApplication applications,
            DetailsStore details,
            AssignmentAccess access,
            OrganizationStore organizations,
            OutcomeStore outcomes,
            DecideCommands commands,
            Clock clock) {
        return new AssignApplications(applications, details, access, organizations, outcomes, commands, clock);
    }

    @Bean
    ChangeDetails changeDetails(
            LockApplication applications, Visibility visibility, DetailsStore details, Clock clock) {
        return new ChangeDetails(applications, visibility, details, clock);
    }
}
