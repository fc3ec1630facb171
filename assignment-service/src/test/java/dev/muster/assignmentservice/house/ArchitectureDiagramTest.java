package dev.muster.assignmentservice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Draws the Maven modules and the features of both services into {@code docs/architecture.md}, from the dependencies in
 * the POMs and from the imports in the sources.
 */
class ArchitectureDiagramTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/architecture.md");
    private static final String BEGIN = "<!-- generated: architecture -->\n";
    private static final String END = "<!-- end of generated part -->\n";
    private static final String WRITE = "architecture.write";
    private static final String REGENERATE = "mvn -pl assignment-service -am test -Dtest=ArchitectureDiagramTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D"
            + WRITE + "=true";
    private static final Set<String> ADAPTERS = Set.of("jwt", "kafka", "postgres", "web");
    private static final Pattern CLASS = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})`");
    private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern MUSTER_ARTIFACT = Pattern.compile(
            "<groupId>(?:dev\\.muster|\\$\\{project\\.groupId})</groupId>\\s*<artifactId>muster-([\\w-]+)</artifactId>");

    @Test
    void diagramMatchesTheSources() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).as("%s lacks the marker %s", PAGE, BEGIN).isGreaterThanOrEqualTo(BEGIN.length());
        assertThat(end).as("%s lacks the marker %s", PAGE, END).isGreaterThanOrEqualTo(begin);

        String diagrams = diagrams();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page.substring(0, begin) + diagrams + page.substring(end));
            return;
        }

        assertThat(page.substring(begin, end))
                .as("The diagrams in docs/architecture.md are out of date. Regenerate them with: %s", REGENERATE)
                .isEqualTo(diagrams);
    }

    @Test
    void classesNamedOnThePageExist() throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String module : groups(MODULE, Files.readString(ROOT.resolve("pom.xml")))) {
            Path sources = ROOT.resolve(module + "/src");
            if (Files.exists(sources)) {
                javaFiles(sources)
                        .forEach(file -> classes.add(file.getFileName().toString()));
            }
        }

        assertThat(groups(CLASS, Files.readString(PAGE)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classes).contains(name + ".java"));
    }

    private static String diagrams() throws IOException {
        return "\n### Maven modules\n\n" + modules()
                + "\n### Features of the ingest service\n\n" + features("ingest-service", "dev.muster.ingestservice")
                + "\n### Features of the assignment service\n\n"
                + features("assignment-service", "dev.muster.assignmentservice") + "\n";
    }

    private static String modules() throws IOException {
        Map<String, Set<String>> lines = new TreeMap<>();
        for (String module : groups(MODULE, Files.readString(ROOT.resolve("pom.xml")))) {
            Set<String> edges = lines.computeIfAbsent(module, name -> new TreeSet<>());
            for (String dependency : groups(DEPENDENCY, Files.readString(ROOT.resolve(module + "/pom.xml")))) {
                boolean forTests = dependency.contains("<scope>test</scope>");
                groups(MUSTER_ARTIFACT, dependency)
                        .forEach(target -> edges.add((forTests ? " -.-> " : " --> ") + nodeId(target)));
            }
        }
        return mermaid(lines, Map.of());
    }

    /** A feature is the first package below the root, with its adapters. The root itself wires and is left out. */
    private static String features(String module, String root) throws IOException {
        Map<String, Set<String>> adapters = new TreeMap<>();
        Map<String, Set<String>> used = new TreeMap<>();
        Map<String, Set<String>> usedByAdapters = new TreeMap<>();
        for (Path file : javaFiles(ROOT.resolve(module + "/src/main/java"))) {
            String source = Files.readString(file);
            Matcher name = Pattern.compile("(?m)^package " + Pattern.quote(root) + "\\.([\\w.]+);")
                    .matcher(source);
            if (!name.find()) {
                continue;
            }
            String[] parts = name.group(1).split("\\.", -1);
            String feature = parts[0];
            boolean inAdapter = parts.length > 1 && ADAPTERS.contains(parts[parts.length - 1]);
            Set<String> own = adapters.computeIfAbsent(feature, one -> new TreeSet<>());
            if (inAdapter) {
                own.add(parts[parts.length - 1]);
            }
            Set<String> targets = (inAdapter ? usedByAdapters : used).computeIfAbsent(feature, one -> new TreeSet<>());
            groups(Pattern.compile("(?m)^import (?:static )?" + Pattern.quote(root) + "\\.([a-z]\\w*)\\."), source)
                    .forEach(targets::add);
        }
        return mermaid(edges(adapters.keySet(), used, usedByAdapters), labels(adapters));
    }

    private static Map<String, Set<String>> edges(
            Set<String> features, Map<String, Set<String>> used, Map<String, Set<String>> usedByAdapters) {
        Map<String, Set<String>> lines = new TreeMap<>();
        for (String feature : features) {
            Set<String> edges = lines.computeIfAbsent(feature, one -> new TreeSet<>());
            Set<String> direct = used.getOrDefault(feature, Set.of());
            Stream<String> others =
                    usedByAdapters.getOrDefault(feature, Set.of()).stream().filter(target -> !direct.contains(target));
            Stream.concat(direct.stream().map(target -> " --> " + target), others.map(target -> " -.-> " + target))
                    .filter(edge ->
                            !edge.endsWith(" " + feature) && !isShared(edge.substring(edge.lastIndexOf(' ') + 1)))
                    .forEach(edges::add);
        }
        return lines;
    }

    private static boolean isShared(String name) {
        return ADAPTERS.contains(name);
    }

    private static Map<String, String> labels(Map<String, Set<String>> adapters) {
        return adapters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> isShared(one.getKey())
                                ? one.getKey() + "<br/>(shared)"
                                : one.getKey()
                                        + one.getValue().stream()
                                                .map(adapter -> " ." + adapter)
                                                .collect(Collectors.joining(
                                                        "", one.getValue().isEmpty() ? "" : "<br/>", ""))));
    }

    private static String mermaid(Map<String, Set<String>> lines, Map<String, String> labels) {
        StringBuilder out = new StringBuilder("```mermaid\nflowchart TD\n");
        lines.keySet()
                .forEach(node -> out.append("  %s[\"%s\"]\n".formatted(nodeId(node), labels.getOrDefault(node, node))));
        lines.forEach((node, edges) -> edges.forEach(
                edge -> out.append("  ").append(nodeId(node)).append(edge).append('\n')));
        return out.append("```\n").toString();
    }

    /** In Mermaid, {@code end} followed by a hyphen would be a keyword. */
    private static String nodeId(String name) {
        return name.replace('-', '_');
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
