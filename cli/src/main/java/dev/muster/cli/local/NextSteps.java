package dev.muster.cli.local;

import dev.muster.cli.collect.HostName;
import dev.muster.cli.installation.MusterFolder;
import java.util.ArrayList;
import java.util.List;

/** Prints URLs, paths and example commands. */
final class NextSteps {

    private NextSteps() {}

    static List<String> lines(LocalSession session, MusterFolder folder) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (ServiceProcess service : session.services()) {
            lines.add(String.format(
                    "%-22s %s/actuator/health  %s/actuator/prometheus", service.name(), service.url(), service.url()));
        }
        lines.add(String.format("%-22s %s", "Connection", folder.environment()));
        lines.add(String.format("%-22s %s", "Logs", folder.logs()));
        String host = HostName.get();
        lines.addAll(List.of(
                "",
                "Try in another terminal:",
                "  ./muster report --receipt                     report this host again",
                "  ./muster assign " + host + "_bash org-north --json",
                "  ./muster rebrand " + host + "_bash --disable",
                "  ./muster explain " + host + "_bash                 who owns it, and why",
                "  ./muster rules show > rules.yaml              the rules that assign the others",
                "  ./muster rules preview rules.yaml             what publishing them would change",
                "  ./muster runs list",
                "  ./muster organization register my-org --name 'My organization' --type customer --parent org-north",
                "  ./muster brake release neth-0005              apply the removals held by the brake",
                "  ./muster watch inventory.applications --from-beginning --max 3",
                "  ./muster dead-letters",
                "  ./muster token create my-script --scope read:applications --organization org-north",
                "  set -a; . '" + folder.environment() + "'; set +a; curl -H \"Authorization: Bearer $MUSTER_TOKEN\""
                        + " $ASSIGNMENT_URL/api/tokens",
                "  set -a; . '" + folder.environment() + "'; set +a; PGPASSWORD=$JDBC_PASSWORD psql"
                        + " \"${JDBC_URL#jdbc:}\" -U \"$JDBC_USER\" -c 'table assignment.organizations'",
                ""));
        return lines;
    }
}
