package dev.muster.messaging;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns about environment variables {@code MUSTER_…} that the service does not read, such as misspelled ones. */
final class UnknownSettings {

    private static final Logger log = LoggerFactory.getLogger(UnknownSettings.class);

    private static final String PREFIX = "MUSTER_";

    /** Read by the command line, the images or compose, which may share an environment with a service. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("MUSTER_(TOKEN|CONFIG|CONTEXT|DEBUG|HOME|[A-Z]+_PASSWORD|[A-Z]+_PORT)");

    private UnknownSettings() {}

    /** Logs one warning for each unknown variable. */
    static void warn(Set<String> variables) {
        for (String unknown : find(variables, known())) {
            log.warn("unknown setting {}: it has no effect; docs/operations/settings.md lists all settings", unknown);
        }
    }

    /** The variables that no setting has, in their order. */
    static List<String> find(Collection<String> variables, Set<String> known) {
        return variables.stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !known.contains(name))
                .filter(name -> !OF_OTHERS.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** The settings of both services, which may share an environment. A test of each service holds the list complete. */
    static Set<String> known() {
        try (InputStream names = requireNonNull(UnknownSettings.class.getResourceAsStream("/muster-settings.txt"))) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
