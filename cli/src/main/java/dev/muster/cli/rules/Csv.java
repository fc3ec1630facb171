package dev.muster.cli.rules;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.Printer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prints CSV of the assignment service (RFC 4180, without line ends in values) as it arrives. */
final class Csv {

    private Csv() {}

    /** Prints the lines; with {@code --json}, one object for each row. */
    static void print(InputStream body, Printer printer) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            Stream<String> lines = printer.isJson() ? objects(reader) : reader.lines();
            printer.lines(lines);
        } catch (UncheckedIOException e) {
            throw CliException.unavailable(
                    "the response has ended early: " + Cause.of(Objects.requireNonNull(e.getCause())), e);
        } catch (IOException e) {
            throw CliException.unavailable("the response has ended early: " + Cause.of(e), e);
        }
    }

    private static Stream<String> objects(BufferedReader reader) throws IOException {
        String header = reader.readLine();
        List<String> names = header == null ? List.of() : values(header);
        return reader.lines().map(line -> object(names, values(line)).toString());
    }

    private static ObjectNode object(List<String> names, List<String> values) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            String value = i < values.size() ? values.get(i) : "";
            object.put(names.get(i), value.isEmpty() ? null : value);
        }
        return object;
    }

    static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                value.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
