package dev.muster.cli.context;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.installation.Address;
import dev.muster.cli.installation.Context;
import dev.muster.cli.installation.ContextFile;
import dev.muster.cli.installation.Invocation;
import dev.muster.cli.installation.MusterToken;
import dev.muster.cli.installation.PropertiesFile;
import dev.muster.cli.installation.TokenInput;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.terminal.TerminalText;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster context}. */
@Command(
        name = "context",
        description = {
            "Names installations of Muster: a context has the addresses, Kafka properties and token of one installation.",
            "Contexts are in MUSTER_CONFIG, or else in $XDG_CONFIG_HOME/muster/contexts.properties, or else in"
                    + " ~/.config/muster/contexts.properties, a file that only its owner may access (mode 600)."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ContextCommand.Add.class,
            ContextCommand.Use.class,
            ContextCommand.ListAll.class,
            ContextCommand.Remove.class
        })
public final class ContextCommand {

    /** {@code muster context add}. */
    @Command(
            name = "add",
            description = "Adds a context. The token is read from a file, because other users can see command lines.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+[^\\s?#]*");

        @Spec
        private CommandSpec command = CommandSpec.create();

        @Parameters(paramLabel = "NAME", description = "The name: letters, digits, - and _.")
        private String name = "";

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT",
                description = "The Kafka bootstrap servers. Default: bootstrap.servers of --kafka-properties.")
        private @Nullable String bootstrapServers;

        @Option(
                names = "--kafka-properties",
                paramLabel = "FILE",
                description = "Kafka client properties, which are copied into the context.")
        private @Nullable Path kafkaProperties;

        @Option(names = "--assignment-url", paramLabel = "URL", description = "Base URL of the assignment service.")
        private @Nullable String assignmentUrl;

        @Option(names = "--ingest-url", paramLabel = "URL", description = "Base URL of the ingest service.")
        private @Nullable String ingestUrl;

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "A file with the token, which is copied into the context; - for standard input.")
        private @Nullable String tokenFile;

        @Option(names = "--replace", description = "Replace the context if it exists.")
        private boolean replace;

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            Context.requireName(name);
            ContextFile file = ContextFile.of(Invocation.of(command));
            if (file.contexts().containsKey(name) && !replace) {
                throw CliException.rejected("context " + name + " exists: add --replace to replace all of it");
            }
            Context context = context();
            file.put(context);
            printer.print(
                    json(context, name.equals(file.current())),
                    "context " + name + " added to " + file.path()
                            + (file.current() == null
                                    ? "; make it the current one with muster context use " + name
                                    : ""));
            return ExitCode.OK;
        }

        private Context context() {
            Properties kafka = kafkaProperties == null ? new Properties() : PropertiesFile.read(kafkaProperties);
            Object inFile = kafka.remove("bootstrap.servers");
            Map<Address, String> addresses = new EnumMap<>(Address.class);
            put(addresses, Address.KAFKA, bootstrapServers == null ? Objects.toString(inFile, null) : bootstrapServers);
            put(addresses, Address.ASSIGNMENT, url("--assignment-url", assignmentUrl));
            put(addresses, Address.INGEST, url("--ingest-url", ingestUrl));
            if (addresses.isEmpty()) {
                throw CliException.usage(
                        "a context needs an address: give --bootstrap-servers, --assignment-url or --ingest-url");
            }
            MusterToken token = tokenFile == null ? null : TokenInput.read(tokenFile);
            return new Context(name, addresses, kafka, token);
        }

        private static void put(Map<Address, String> addresses, Address address, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                addresses.put(address, value.strip());
            }
        }

        private static @Nullable String url(String option, @Nullable String url) {
            if (url != null && !URL.matcher(url.strip()).matches()) {
                throw CliException.usage(option + " must be a URL that begins with http:// or https://, not "
                        + TerminalText.inLine(url));
            }
            return url;
        }
    }

    /** {@code muster context use}. */
    @Command(
            name = "use",
            description = "Makes a context the current one, which commands use unless told otherwise.",
            mixinStandardHelpOptions = true)
    static final class Use implements Callable<Integer> {

        @Spec
        private CommandSpec command = CommandSpec.create();

        @Parameters(paramLabel = "NAME", description = "The name of a context, or local for ./muster local.")
        private String name = "";

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            ContextFile file = ContextFile.of(Invocation.of(command));
            if (!name.equals(Context.LOCAL)) {
                file.require(name);
            }
            file.use(name);
            ObjectNode result = RecordJson.MAPPER.createObjectNode();
            result.put("current", name);
            printer.print(result, "the current context is " + name);
            return ExitCode.OK;
        }
    }

    /** {@code muster context list}. */
    @Command(
            name = "list",
            description =
                    "Lists the contexts, with * before the current one. Tokens and Kafka properties are not shown.",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Spec
        private CommandSpec command = CommandSpec.create();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            ContextFile file = ContextFile.of(Invocation.of(command));
            ArrayNode all = RecordJson.MAPPER.createArrayNode();
            for (Context context : file.contexts().values()) {
                boolean current = context.name().equals(file.current());
                all.add(json(context, current));
                if (!printer.isJson()) {
                    printer.line(TerminalText.inLine((current ? "* " : "  ") + describe(context)));
                }
            }
            if (printer.isJson()) {
                printer.line(all.toPrettyString());
            } else if (file.contexts().isEmpty()) {
                printer.note("no contexts: add one with muster context add");
            } else if (Context.LOCAL.equals(file.current())) {
                printer.line("* local  what ./muster local runs");
            }
            return ExitCode.OK;
        }
    }

    /** {@code muster context remove}. */
    @Command(name = "remove", description = "Removes a context and its token.", mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {

        @Spec
        private CommandSpec command = CommandSpec.create();

        @Parameters(paramLabel = "NAME", description = "The name of the context.")
        private String name = "";

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            ContextFile file = ContextFile.of(Invocation.of(command));
            Context context = file.require(name);
            file.remove(name);
            printer.print(json(context, false), "context " + name + " removed");
            return ExitCode.OK;
        }
    }

    private static String describe(Context context) {
        StringBuilder line = new StringBuilder(context.name());
        context.addresses()
                .forEach((address, value) ->
                        line.append("  ").append(address.property()).append(' ').append(value));
        return line.append(context.kafkaProperties().isEmpty() ? "" : "  with Kafka properties")
                .append(context.token() == null ? "" : "  with a token")
                .toString();
    }

    private static ObjectNode json(Context context, boolean current) {
        ObjectNode node = RecordJson.MAPPER.createObjectNode();
        node.put("name", context.name());
        node.put("current", current);
        node.put("bootstrap_servers", context.addresses().get(Address.KAFKA));
        node.put("assignment_url", context.addresses().get(Address.ASSIGNMENT));
        node.put("ingest_url", context.addresses().get(Address.INGEST));
        ArrayNode properties = node.putArray("kafka_properties");
        context.kafkaProperties().stringPropertyNames().stream().sorted().forEach(properties::add);
        node.put("has_token", context.token() != null);
        return node;
    }
}
