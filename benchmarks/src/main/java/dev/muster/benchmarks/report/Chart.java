package dev.muster.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Bar chart of the throughput of all systems by case, with a logarithmic axis and lines from minimum to maximum. */
public final class Chart {

    private static final int LEFT = 190;
    private static final int WIDTH = 640;
    private static final int BAR = 16;
    private static final int GAP = 34;
    private static final int TOP = 56;
    private static final double AXIS_MIN = 1000;

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
     * Returns the SVG chart of all results in applications per second.
     *
     * @param caption the subtitle
     */
    public static String svg(Results results, String caption) {
        Map<String, List<Result>> cases = results.all().stream()
                .filter(result -> result.unit().equals("applications/s"))
                .collect(Collectors.groupingBy(Result::benchmark, LinkedHashMap::new, Collectors.toList()));
        double max = cases.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Result::max)
                .max()
                .orElse(AXIS_MIN * 10);
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (Map.Entry<String, List<Result>> entry : cases.entrySet()) {
            bars.append(text(8, y + BAR - 4, "bold", entry.getKey()));
            for (Result result : entry.getValue()) {
                bars.append(bar(result, y, max));
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
                + text(8, 20, "bold", "Applications per second (logarithmic; line: minimum to maximum)")
                + text(8, 38, "normal", caption);
    }

    private static String bar(Result result, int y, double max) {
        double length = length(result.median(), max);
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
                        LEFT + length(result.min(), max),
                        LEFT + length(result.max(), max),
                        y + BAR / 2 - 1,
                        y + BAR / 2 - 1)
                + text(
                        LEFT + (int) length(result.max(), max) + 6,
                        y + BAR - 5,
                        "normal",
                        result.system() + " " + Table.number(result.median()));
    }

    private static double length(double value, double max) {
        double share =
                Math.log(Math.max(value, AXIS_MIN) / AXIS_MIN) / Math.log(Math.max(max, AXIS_MIN * 10) / AXIS_MIN);
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
