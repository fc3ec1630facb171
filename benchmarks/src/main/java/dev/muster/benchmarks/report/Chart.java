package dev.muster.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The rates of all systems as bars, case by case, on a logarithmic axis, with whiskers from the least to the most. */
public final class Chart {

    private static final int LEFT = 190;
    private static final int WIDTH = 640;
    private static final int BAR = 16;
    private static final int GAP = 34;
    private static final int TOP = 56;
    private static final double LEAST = 1000;

    private static final Map<String, String> COLOURS = Map.of(
            "muster", "#0b7a75",
            "debezium-jdbc-sink", "#d1495b",
            "debezium-jdbc-unnest", "#e58a95",
            "plain-listener", "#edae49",
            "row-by-row", "#8d6a9f",
            "ceiling", "#6c757d");

    private static final String OTHER_COLOUR = "#444444";

    private Chart() {}

    /**
     * The chart as SVG; it has what is measured in applications a second.
     *
     * @param caption under the title: when and on what it was measured
     */
    public static String svg(Results results, String caption) {
        Map<String, List<Result>> cases = results.all().stream()
                .filter(result -> result.unit().equals("applications/s"))
                .collect(Collectors.groupingBy(Result::benchmark, LinkedHashMap::new, Collectors.toList()));
        double most = cases.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Result::max)
                .max()
                .orElse(LEAST * 10);
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (Map.Entry<String, List<Result>> one : cases.entrySet()) {
            bars.append(text(8, y + BAR - 4, "bold", one.getKey()));
            for (Result result : one.getValue()) {
                bars.append(bar(result, y, most));
                y += BAR;
            }
            y += GAP - BAR;
        }
        return frame(y, caption) + bars + "</svg>\n";
    }

    private static String frame(int height, String caption) {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                                + " font-size=\"11\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                        LEFT + WIDTH + 150,
                        height + 10)
                + text(8, 20, "bold", "Applications accounted for per second (logarithmic; line: least to most)")
                + text(8, 38, "normal", caption);
    }

    private static String bar(Result result, int y, double most) {
        double length = length(result.median(), most);
        return String.format(
                        Locale.ROOT,
                        """
                        <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
                        <line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="black"/>
                        """,
                        LEFT,
                        y,
                        length,
                        BAR - 3,
                        COLOURS.getOrDefault(result.system(), OTHER_COLOUR),
                        LEFT + length(result.min(), most),
                        LEFT + length(result.max(), most),
                        y + BAR / 2 - 1,
                        y + BAR / 2 - 1)
                + text(
                        LEFT + (int) length(result.max(), most) + 6,
                        y + BAR - 5,
                        "normal",
                        result.system() + " " + Table.number(result.median()));
    }

    private static double length(double value, double most) {
        double share = Math.log(Math.max(value, LEAST) / LEAST) / Math.log(Math.max(most, LEAST * 10) / LEAST);
        return Math.max(1, share * (WIDTH - 10));
    }

    private static String text(int x, int y, String weight, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>\n",
                x,
                y,
                weight,
                text.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
