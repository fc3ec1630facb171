package dev.muster.ingestservice.agent.web;

import dev.muster.ingestservice.report.ReportedApplication;
import dev.muster.ingestservice.report.ReportedAttributes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Maps the modules of a facts document to applications. */
final class ModuleMapper {

    /** Modules of the platform itself: they have no user interface. */
    private static final Set<String> PLATFORM_MODULES = Set.of(
            "traefik",
            "loki",
            "ldapproxy",
            "metrics",
            "crowdsec",
            "openldap",
            "promtail",
            "prometheus",
            "grafana",
            "samba");

    private ModuleMapper() {}

    static List<ReportedApplication> map(Facts facts) {
        return facts.modules().stream()
                .map(module -> new ReportedApplication(module.id(), attributesOf(module, facts)))
                .toList();
    }

    private static ReportedAttributes attributesOf(FactsModule module, Facts facts) {
        boolean userFacing = !PLATFORM_MODULES.contains(module.module());
        return new ReportedAttributes(
                module.module(),
                module.name(),
                module.source(),
                module.uiName(),
                module.version(),
                module.node(),
                module.node() == null ? null : facts.nodeNames().get(module.node()),
                userFacing ? url(facts.fqdn(), module.id()) : null,
                userFacing,
                module.rest(),
                "{}",
                "{}");
    }

    private static @Nullable String url(@Nullable String fqdn, String moduleId) {
        return fqdn == null
                ? null
                : "https://" + fqdn + "/cluster-admin/#/apps/"
                        + UriUtils.encodePathSegment(moduleId, StandardCharsets.UTF_8);
    }
}
