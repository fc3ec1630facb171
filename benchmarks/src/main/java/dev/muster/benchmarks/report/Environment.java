package dev.muster.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;

/** The environment of a run. */
public final class Environment {

    private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;

    private static final List<String> SETTINGS = List.of("MUSTER_", "SPRING_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private Environment() {}

    /**
     * Returns the machine, JVM, commit, database settings and the names of environment settings that affect the
     * services.
     */
    public static Map<String, String> of(String commit, Map<String, String> database) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "measured_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        environment.put("commit", commit);
        environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("processor", line("/proc/cpuinfo", "model name"));
        environment.put("memory", memory());
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        environment.put("kafka", AppInfoParser.getVersion() + ", one broker, 12 partitions");
        environment.put("settings_from_outside", settings());
        database.forEach((name, value) -> environment.put("postgres_" + name, value));
        return environment;
    }

    /** Returns the abbreviated commit of the checkout and whether it has uncommitted changes. */
    public static String commit(Path checkout) {
        String head = git(checkout, "rev-parse", "--short=12", "HEAD");
        return head.isEmpty()
                ? "unknown"
                : head + (git(checkout, "status", "--porcelain").isEmpty() ? "" : " and changes");
    }

    private static String git(Path checkout, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("git", "-C", checkout.toString());
        builder.command().addAll(List.of(arguments));
        try {
            Process git = builder.redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? output : "";
        } catch (IOException e) {
            return ""; // git is not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Names only, because values may be secrets. */
    private static String settings() {
        return System.getenv().keySet().stream()
                .filter(name -> SETTINGS.stream().anyMatch(name::startsWith))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String memory() {
        String kib = line("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kib.isEmpty()
                ? "unknown"
                : String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kib) * 1024 / BYTES_PER_GIB);
    }

    private static String line(String file, String name) {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return "";
        }
        try {
            return Files.readAllLines(path).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
