package dev.muster.assignmentservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvWriterTest {

    private static final List<String> PIECES = List.of(
            "\"", "\"\"", ",", "\r", "\n", "\r\n", "'", "=", "+", "-", "@", "\t", ";", " ", "a", "ß", "名", "😀",
            "\u2028", "\ufeff", "\u202e", "\\", "{}");
    private static final int TABLES = 2_000;

    @Test
    void everyTableIsReadAsItWasWritten() throws IOException {
        for (long seed = 0; seed < TABLES; seed++) {
            Random random = new Random(seed);
            int columns = 1 + random.nextInt(5);
            List<List<String>> table = new ArrayList<>();
            for (int row = random.nextInt(4); row >= 0; row--) {
                table.add(random.ints(columns, 0, 8)
                        .mapToObj(size -> text(random, size))
                        .toList());
            }

            assertThat(Csv.read(written(table))).as("seed " + seed).isEqualTo(table);
        }
    }

    @Test
    void nullIsAnEmptyCell() throws IOException {
        assertThat(written(List.of(Arrays.asList("a", null, "b")))).isEqualTo("a,,b\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"=1+1,'=1+1", "+1,'+1", "-1,'-1", "@SUM(A1),'@SUM(A1)", "1=1,1=1", "'=1,'=1", "``,``", "a,a"})
    void formulasAreNeutralized(String text, String neutralized) {
        assertThat(CsvWriter.neutralized(text)).isEqualTo(neutralized);
    }

    @Test
    void tabsAndLineEndsBeforeFormulasAreNeutralizedToo() {
        assertThat(CsvWriter.neutralized("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvWriter.neutralized("\r=1")).isEqualTo("'\r=1");
        assertThat(CsvWriter.neutralized(null)).isNull();
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String written(List<? extends List<@Nullable String>> table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvWriter csv = new CsvWriter(out);
        table.forEach(row -> csv.row(row.toArray(new String[0])));
        csv.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
