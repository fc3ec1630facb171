package dev.muster.cli.installation;

import dev.muster.cli.terminal.Terminal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** How the program was started; the root command implements it. */
public interface Invocation {

    /** The option {@code --context}. */
    @Nullable
    String context();

    /** The environment variables. */
    Map<String, String> environment();

    /** The terminal, for questions. */
    Terminal terminal();

    /** The invocation that a command belongs to. */
    static Invocation of(CommandSpec command) {
        // A mixin in a mixin has a specification without parents.
        return (Invocation) command.commandLine().getCommandSpec().root().userObject();
    }

    /** The variable's value; null if it is not set or blank. */
    default @Nullable String variable(String name) {
        String value = environment().get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
