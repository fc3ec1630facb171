package dev.muster.assignmentservice.application.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import dev.muster.assignmentservice.rules.RulesOnPostgres;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.PostgresTextFolder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares searches and sort orders of applications, with names in many scripts, with an oracle in Java. */
class FoldedListsIT {

    private static final String[] PARTS = {
        "Äpfel",
        "A\u0308pfel",
        "äpfel",
        "APFEL",
        "Straße",
        "STRASSE",
        "straẞe",
        "ﬁrma",
        "Firma",
        "ΟΔΟΣ",
        "οδος",
        "οδοσ",
        "İzmir",
        "ızmir",
        "IZMIR",
        "izmir",
        "市场",
        "市場",
        "マーケット",
        "ﾏｰｹｯﾄ",
        "がか",
        "か\u3099",
        "😀",
        "👩‍👩‍👧",
        "سوق",
        "سُوق",
        "שוק",
        "рынок",
        "РЫНОК",
        "Й",
        "й",
        "и\u0306",
        "한국",
        "ㅎ",
        "Café",
        "Cafe\u0301",
        "%",
        "_",
        "\\",
        "％",
        "'",
        " ",
        "-",
        "1",
        "10",
        "Zebra",
        "zebra",
        "ŉ",
        "ǆ",
        "ǅ",
        "क्षि",
        "𝔐𝔞𝔯𝔨𝔱",
        "Ꭰ",
        "ꭰ",
        "a",
        "B",
        "\u0301",
        "\u00ad"
    };
    private static final int APPLICATIONS = 60;

    private final RulesOnPostgres rules = RulesOnPostgres.create();
    private final PostgresApplicationCatalog catalog = new PostgresApplicationCatalog(rules.jdbc);
    private final long seed = Long.getLong("muster.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final String system = "f" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Texts> all = new TreeMap<>();

    private record Texts(
            String id,
            String type,
            String version,
            String name,
            @Nullable String displayName) {

        String moduleId() {
            return id.substring(id.lastIndexOf('_') + 1);
        }

        String displayNameOrModuleId() {
            String trimmed = displayName == null ? "" : displayName.replaceAll("^ +| +$", "");
            return trimmed.isEmpty() ? moduleId() : trimmed;
        }

        boolean matches(String search, String systemName) {
            String folded = TextFolding.fold(search);
            return Stream.of(id, type, name, displayNameOrModuleId(), systemName)
                    .anyMatch(text -> TextFolding.fold(text).contains(folded));
        }
    }

    @Test
    void everyOrderSortsByFoldedTextThenTextThenId() {
        fill();
        Map<ApplicationOrder.Sort, Function<Texts, String>> orders = Map.of(
                ApplicationOrder.Sort.ID, Texts::id,
                ApplicationOrder.Sort.NAME, Texts::name,
                ApplicationOrder.Sort.DISPLAY_NAME, Texts::displayNameOrModuleId,
                ApplicationOrder.Sort.INSTANCE_OF, Texts::type,
                ApplicationOrder.Sort.VERSION, Texts::version);

        orders.forEach((sort, text) -> {
            Comparator<Texts> order = sort == ApplicationOrder.Sort.ID
                    ? Comparator.comparing(Texts::id, FoldedListsIT::compare)
                    : Comparator.<Texts, String>comparing(
                                    one -> TextFolding.fold(text.apply(one)), FoldedListsIT::compare)
                            .thenComparing(text, FoldedListsIT::compare)
                            .thenComparing(Texts::id, FoldedListsIT::compare);
            for (boolean descending : List.of(false, true)) {
                List<Texts> expected = all.values().stream()
                        .sorted(descending ? order.reversed() : order)
                        .toList();
                ApplicationOrder sortOrder = new ApplicationOrder(sort, descending);

                assertThat(readAllPages(filter(null, null, null), sortOrder, 1 + random.nextInt(9)).stream()
                                .map(all::get))
                        .as("%s, seed %d", sortOrder, seed)
                        .isEqualTo(expected);
                assertThat(readAllPages(ApplicationFilter.all(null), sortOrder, 97).stream()
                                .filter(all::containsKey)
                                .map(all::get))
                        .as("of all, %s, seed %d", sortOrder, seed)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void searchIgnoresCaseAccentsAndForm() {
        fill();
        String systemName = "Größe " + system + " ΣΊΣΥΦΟΣ";
        rules.jdbc.update(
                "update system set name = ?, revision = revision + 1 where system_id = ?", systemName, system);
        rules.runUntilDone(new PostgresTextFolder(rules.jdbc)::refoldRenamedSystems);

        for (int i = 0; i < 150; i++) {
            String term = term();
            List<String> expected = all.values().stream()
                    .filter(one -> one.matches(term, systemName))
                    .map(Texts::id)
                    .toList();

            assertThat(readAllPages(
                            filter(term, null, null), new ApplicationOrder(ApplicationOrder.Sort.ID, false), 20))
                    .as("%s, seed %d", term, seed)
                    .isEqualTo(expected);
        }
        assertThat(count(filter("grosse " + system, null, null))).isEqualTo(APPLICATIONS);
        assertThat(count(filter("ςίςυφος", null, null))).isEqualTo(APPLICATIONS);
    }

    @Test
    void filtersMatchTypesAndVersionsExactly() {
        fill();
        for (Texts expectedApplication : all.values()) {
            assertThat(readAllPages(
                            filter(null, expectedApplication.type(), null),
                            new ApplicationOrder(ApplicationOrder.Sort.NAME, true),
                            7))
                    .as("%s, seed %d", expectedApplication, seed)
                    .containsExactlyInAnyOrderElementsOf(all.values().stream()
                            .filter(one -> one.type().equals(expectedApplication.type()))
                            .map(Texts::id)
                            .toList());
            assertThat(count(filter(
                            null,
                            null,
                            expectedApplication.version().isEmpty() ? null : expectedApplication.version())))
                    .as("%s, seed %d", expectedApplication, seed)
                    .isEqualTo(
                            expectedApplication.version().isEmpty()
                                    ? APPLICATIONS
                                    : (int) all.values().stream()
                                            .filter(one -> one.version().equals(expectedApplication.version()))
                                            .count());
        }
    }

    @Test
    void longestTextsAreSortedByTheirPrefixes() {
        List<String> names = List.of("😀".repeat(1_000), "\uFDFA".repeat(1_000), "é".repeat(1_000), "ß".repeat(1_000));
        for (int i = 0; i < names.size(); i++) {
            add(new Texts(
                    system + "_" + "m".repeat(90) + i, "😀".repeat(100), names.get(i), names.get(i), names.get(i)));
        }
        updateList();

        assertThat(readAllPages(filter(null, null, null), new ApplicationOrder(ApplicationOrder.Sort.NAME, false), 1))
                .hasSize(names.size());
        assertThat(count(filter("SS".repeat(20), null, null))).isEqualTo(1);
        assertThat(count(filter(null, null, "ß".repeat(256)))).isZero();
        assertThat(count(filter(null, "😀".repeat(100), null))).isEqualTo(names.size());
    }

    private void fill() {
        for (int i = 0; i < APPLICATIONS; i++) {
            add(new Texts(
                    system + "_m" + i,
                    random.nextInt(4) == 0 ? "Typ" + text(1) + "x" : "mail" + random.nextInt(3),
                    random.nextInt(4) == 0 ? text(2) : "1." + random.nextInt(12),
                    text(3),
                    random.nextInt(3) == 0 ? null : text(3)));
        }
        updateList();
    }

    private void add(Texts texts) {
        rules.inventory.appear(texts.id());
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("instance_of", texts.type())
                .put("version", texts.version())
                .put("name", texts.name())
                .put("display_name", texts.displayName());
        rules.inventory.describe(texts.id(), json.toString());
        all.put(texts.id(), texts);
    }

    private void updateList() {
        rules.transactions.executeWithoutResult(status -> rules.projection.update(all.keySet()));
    }

    private String text(int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(parts + 1); i > 0; i--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    private String term() {
        String text = PARTS[random.nextInt(PARTS.length)];
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(java.util.Locale.ROOT);
            case 1 -> Normalizer.normalize(text, Normalizer.Form.NFD);
            case 2 -> text + PARTS[random.nextInt(PARTS.length)];
            default -> text;
        };
    }

    private ApplicationFilter filter(@Nullable String search, @Nullable String type, @Nullable String version) {
        return new ApplicationFilter(
                search,
                type == null ? List.of() : List.of(type),
                version == null ? List.of() : List.of(version),
                List.of(system),
                null,
                null,
                null);
    }

    private int count(ApplicationFilter filter) {
        return Objects.requireNonNull(rules.transactions.<Integer>execute(status -> catalog.count(filter)));
    }

    private List<String> readAllPages(ApplicationFilter filter, ApplicationOrder order, int pageSize) {
        List<String> ids = new ArrayList<>();
        Cursor next = null;
        do {
            Cursor cursor = next;
            ApplicationPage page =
                    Objects.requireNonNull(rules.transactions.<ApplicationPage>execute(status -> cursor == null
                            ? catalog.page(filter, order, 0, pageSize)
                            : catalog.pageAfter(filter, cursor, pageSize)));
            page.applications().forEach(one -> ids.add(one.reported().applicationId()));
            next = page.next();
        } while (next != null);
        return ids;
    }

    /** Compares by code point, which equals the order of UTF-8 bytes. */
    private static int compare(String one, String other) {
        return java.util.Arrays.compare(
                one.codePoints().toArray(), other.codePoints().toArray());
    }
}
