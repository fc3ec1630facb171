package dev.muster.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks the user. */
public interface Terminal {

    /** The terminal of this process. */
    Terminal SYSTEM = new Terminal() {
        @Override
        public boolean isInteractive() {
            return isTerminal(console());
        }

        @Override
        public boolean confirms(String question) {
            System.err.print(question + " [y/N] ");
            System.err.flush();
            try {
                String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                return answer != null
                        && (answer.strip().equalsIgnoreCase("y")
                                || answer.strip().equalsIgnoreCase("yes"));
            } catch (IOException e) {
                return false;
            }
        }
    };

    /** Whether standard input and output are a terminal. */
    boolean isInteractive();

    /** Whether the user answers the question with yes. */
    boolean confirms(String question);

    @SuppressWarnings("SystemConsoleNull") // isTerminal decides from Java 22 on
    private static @Nullable Console console() {
        return System.console();
    }

    /** From Java 22 on there is always a console, which knows whether it is a terminal. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
