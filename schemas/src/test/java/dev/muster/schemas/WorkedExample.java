package dev.muster.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The worked examples of a page: the code block after a line {@code <!-- example: name -->}. */
final class WorkedExample {

    private WorkedExample() {}

    static String hexOf(String path, String name) {
        try {
            String page = Files.readString(Path.of("..", path));
            Matcher block = Pattern.compile("<!-- example: " + name + " -->\\s*```\\n(.*?)```", Pattern.DOTALL)
                    .matcher(page);
            assertThat(block.find()).as("an example named " + name).isTrue();
            // Text after a # is a comment.
            return block.group(1).replaceAll("(?m)#.*$", "").replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
