package dev.muster.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats results as a Markdown table. */
public final class Table {

    private static final double WHOLE_FROM = 100;

    private Table() {}

    /** Returns the results, ratios and failures. */
    public static List<String> of(Results results) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| case                  | system               |       median |          min |          max | unit           |");
        lines.add(
                "| --------------------- | -------------------- | -----------: | -----------: | -----------: | -------------- |");
        for (Result result : results.all()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %-21s | %-20s | %12s | %12s | %12s | %-14s |",
                    result.benchmark(),
                    result.system(),
                    number(result.median()),
                    number(result.min()),
                    number(result.max()),
                    result.unit()));
        }
        lines.add("");
        lines.add("| muster in case        | versus               |   ratio |");
        lines.add("| --------------------- | -------------------- | ------: |");
        for (Ratio ratio : Ratios.of(results)) {
            lines.add(String.format(
                    Locale.ROOT, "| %-21s | %-20s | %7.2f |", ratio.benchmark(), ratio.versus(), ratio.ratio()));
        }
        results.failures().forEach(failure -> lines.add("FAILED: " + failure));
        return lines;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= WHOLE_FROM ? "%,.0f" : "%.2f", value);
    }
}
