package dev.muster.assignmentservice.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV by the grammar of RFC 4180, and nothing else. */
public final class Csv {

    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** The rows; each ends with CRLF. */
    public static List<List<String>> read(String text) {
        Csv csv = new Csv(text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            rows.add(csv.row());
        }
        return rows;
    }

    /** The rows after the header, by its names. */
    static List<Map<String, String>> readWithHeader(String text) {
        List<List<String>> rows = read(text);
        List<String> names = rows.get(0);
        return rows.stream()
                .skip(1)
                .map(row -> {
                    if (row.size() != names.size()) {
                        throw new IllegalArgumentException(row + " has not as many cells as " + names);
                    }
                    Map<String, String> cells = new LinkedHashMap<>();
                    names.forEach(name -> cells.put(name, row.get(cells.size())));
                    return cells;
                })
                .toList();
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>(List.of(cell()));
        while (text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new IllegalArgumentException("no line end at " + at);
        }
        at += 2;
        return cells;
    }

    private String cell() {
        if (text.charAt(at) != '"') {
            int start = at;
            while (",\r\n\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }
        StringBuilder cell = new StringBuilder();
        at++;
        while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
            at += text.charAt(at) == '"' ? 1 : 0;
            cell.append(text.charAt(at));
            at++;
        }
        at++;
        return cell.toString();
    }
}
