package dev.muster.cli.installation;

import dev.muster.cli.failure.CliException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses, Kafka properties and token of one installation, under a name.
 *
 * @param token null if the context has none
 */
public record Context(
        String name,
        Map<Address, String> addresses,
        Properties kafkaProperties,
        @Nullable MusterToken token) {

    /** The name of what {@code ./muster local} runs; no context can have it. */
    public static final String LOCAL = "local";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** Copies the addresses. */
    public Context {
        addresses = addresses.isEmpty() ? Map.of() : new EnumMap<>(addresses);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A name for a new context. */
    public static void requireName(String name) {
        if (!isName(name)) {
            throw CliException.usage(
                    "the name of a context must be 1 to 64 letters, digits, - and _, beginning with a letter or digit");
        }
        if (name.equals(LOCAL)) {
            throw CliException.usage("the name local is reserved for what ./muster local runs: choose another one");
        }
    }

    /** The context's address; an error says how to add it. */
    String require(Address address) {
        String value = addresses.get(address);
        if (value == null) {
            throw CliException.usage("context " + name + " has no address of the " + address.title()
                    + ": add the context again with --" + address.property() + " and --replace");
        }
        return value;
    }
}
