package dev.muster.assignmentservice;

import dev.muster.assignmentservice.ScheduledTasks.ScheduledTask;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.IncarnationAuditor;
import dev.muster.assignmentservice.ownership.InventoryProgress;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.ownership.OwnershipStore.IncarnationMismatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the audit of ownerships, which logs mismatches and exposes their number. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    private static final Logger log = LoggerFactory.getLogger(IncarnationAuditor.class);

    /** A step reads some 1,000 rows by their keys: about 1 % of a core. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Bean
    IncarnationAuditor incarnationAuditor(
            OwnershipStore ownerships,
            AssignmentCommandHandler handler,
            InventoryProgress progress,
            Clock clock,
            MeterRegistry registry) {
        IncarnationAuditor auditor =
                new IncarnationAuditor(ownerships, handler, progress, AuditConfiguration::warn, clock);
        Gauge.builder("muster.ownership.incarnation.mismatches", auditor, IncarnationAuditor::mismatches)
                .description(
                        "Ownerships decided for another incarnation of their application than inventory has, though"
                                + " all events of inventory were handled, as the last pass has counted them; 0 when all is"
                                + " well")
                .register(registry);
        return auditor;
    }

    @Bean
    ScheduledTask incarnationAudit(IncarnationAuditor auditor) {
        return new ScheduledTask("audit incarnations", INTERVAL, auditor::step);
    }

    private static void warn(IncarnationMismatch mismatch) {
        log.warn(
                "ownership of another incarnation, deciding it anew application_id={} decided_for={} present={}"
                        + " revision={}",
                mismatch.applicationId(),
                mismatch.decidedFor(),
                mismatch.present(),
                mismatch.revision());
    }
}
