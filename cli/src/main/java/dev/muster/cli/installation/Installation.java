package dev.muster.cli.installation;

import dev.muster.cli.failure.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The installation that a command talks to. Everything comes from one source, so that no token of one installation goes
 * to another one: options and environment variables, if one of them has an address; else the context; else the running
 * {@code ./muster local}. {@code MUSTER_TOKEN} in the environment replaces the token of any source.
 */
public final class Installation {

    private static final List<String> ADDRESS_OPTIONS = List.of("--bootstrap-servers", "--url");
    private static final String KAFKA_PROPERTIES = "--kafka-properties";
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private final @Nullable Context context;
    private final Map<Address, String> addresses;
    private final Optional<MusterToken> token;

    private Installation(@Nullable Context context, Map<Address, String> addresses, Optional<MusterToken> token) {
        this.context = context;
        this.addresses = addresses;
        this.token = token;
    }

    /** The installation of a parsed command. */
    public static Installation of(CommandSpec command) {
        Invocation invocation = Invocation.of(command);
        Optional<MusterToken> token = Optional.ofNullable(invocation.variable(MusterToken.VARIABLE))
                .map(text -> MusterToken.of(text.strip(), MusterToken.VARIABLE));
        Map<Address, String> given = new EnumMap<>(Address.class);
        String explicit = explicit(command.commandLine().getParseResult(), invocation, given);
        String name = invocation.context();
        if (explicit != null) {
            if (name != null) {
                throw CliException.usage(
                        "--context " + name + " and " + explicit + " name two installations: leave out one of them");
            }
            return new Installation(null, given, token);
        }
        ContextFile file = ContextFile.of(invocation);
        String selected = name == null ? file.current() : name;
        return selected == null || selected.equals(Context.LOCAL)
                ? local(selected != null, token)
                : of(file.require(selected), token);
    }

    /** What names an address; null if nothing does. Collects the addresses in the environment. */
    private static @Nullable String explicit(
            ParseResult parsed, Invocation invocation, Map<Address, String> environment) {
        String explicit = null;
        for (Address address : Address.values()) {
            String value = invocation.variable(address.variable());
            if (value != null) {
                environment.put(address, value);
                explicit = address.variable();
            }
        }
        if (parsed.hasMatchedOption(KAFKA_PROPERTIES)) {
            Path file = parsed.matchedOptionValue(KAFKA_PROPERTIES, Path.of(""));
            String servers = PropertiesFile.read(file).getProperty(BOOTSTRAP_SERVERS);
            if (servers != null && !servers.isBlank()) {
                environment.putIfAbsent(Address.KAFKA, servers);
                explicit = BOOTSTRAP_SERVERS + " in " + file;
            }
        }
        for (String option : ADDRESS_OPTIONS) {
            if (parsed.hasMatchedOption(option)) {
                explicit = option;
            }
        }
        return explicit;
    }

    private static Installation of(Context context, Optional<MusterToken> token) {
        return new Installation(context, context.addresses(), token.or(() -> Optional.ofNullable(context.token())));
    }

    private static Installation local(boolean required, Optional<MusterToken> token) {
        Path file = MusterFolder.ofCheckout().environment();
        if (!Files.isReadable(file)) {
            if (required) {
                throw CliException.unavailable(
                        "context local: ./muster local is not running; start it, or use another" + " context");
            }
            return new Installation(null, Map.of(), token);
        }
        Properties running = PropertiesFile.read(file);
        Map<Address, String> addresses = new EnumMap<>(Address.class);
        for (Address address : Address.values()) {
            String value = running.getProperty(address.variable());
            if (value != null) {
                addresses.put(address, value);
            }
        }
        return new Installation(null, addresses, token.or(() -> localToken(running, file)));
    }

    private static Optional<MusterToken> localToken(Properties running, Path file) {
        String text = running.getProperty(MusterToken.VARIABLE, "").strip();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(MusterToken.of(text, "in " + file + ", " + MusterToken.VARIABLE));
    }

    /** Whether the address is the default, because nothing names it. */
    public boolean isDefault(Address address) {
        return context == null && !addresses.containsKey(address);
    }

    /** The address, which is the default if nothing names one. A context has no defaults. */
    public String address(Address address) {
        return context == null ? addresses.getOrDefault(address, address.defaultValue()) : context.require(address);
    }

    /** The context's properties of Kafka clients. */
    public Properties kafkaProperties() {
        return context == null ? new Properties() : context.kafkaProperties();
    }

    /** The token, if there is one. */
    public Optional<MusterToken> token() {
        return token;
    }
}
