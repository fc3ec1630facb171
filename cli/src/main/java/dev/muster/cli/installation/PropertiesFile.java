package dev.muster.cli.installation;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Reads files of {@code name=value} lines. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /** Reads the file; one that cannot be read is a usage error. */
    public static Properties read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return parse(reader);
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + Cause.of(e));
        } catch (IllegalArgumentException e) {
            throw CliException.usage(file + " has an invalid \\u escape: write a backslash as two");
        }
    }

    static Properties parse(String text) throws IOException {
        return parse(new StringReader(text));
    }

    private static Properties parse(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        return properties;
    }
}
