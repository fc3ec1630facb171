package dev.muster.cli;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OutcomeStatus;
import dev.muster.assignment.Ownership;
import dev.muster.assignment.RebrandingOverride;
import dev.muster.assignment.WhenUnknown;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.terminal.Terminal;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Loads the classes that commands need, so that the launcher can record them in an archive. Needs no servers. */
final class ClassLoading {

    private static final String NOWHERE = "127.0.0.1:1";

    private ClassLoading() {}

    public static void main(String[] args) throws IOException, UnreadableValueException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        Path properties = Files.createTempFile("muster", ".properties");
        try {
            Files.writeString(properties, "default.api.timeout.ms=500\n");
            run("--help");
            run("generate-completion");
            run("context", "list", "--json");
            run("application", "list", "--url", "http://" + NOWHERE);
            run("assign", "a", "b", "--bootstrap-servers", NOWHERE, "--kafka-properties", properties.toString());
            codecs();
            loadAll("kafka-clients-", "org/apache/kafka/c");
            loadAll("lz4-java-", "net/jpountz/");
        } finally {
            Files.delete(properties);
        }
        System.exit(0);
    }

    private static void run(String... args) {
        PrintWriter nothing = new PrintWriter(Writer.nullWriter());
        Muster.commandLine(Map.of("MUSTER_TOKEN", "none", "MUSTER_CONFIG", "/nonexistent"), Terminal.SYSTEM, args)
                .setOut(nothing)
                .setErr(nothing)
                .execute(args);
    }

    /** Loads the classes for the exchange with a broker, which the commands above do not reach. */
    private static void loadAll(String jarName, String prefix) throws IOException {
        for (String path : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path name = Path.of(path).getFileName();
            if (name != null && name.toString().startsWith(jarName)) {
                try (JarFile jar = new JarFile(path)) {
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(entry -> entry.startsWith(prefix) && entry.endsWith(".class"))
                            .forEach(ClassLoading::load);
                }
            }
        }
    }

    private static void load(String entry) {
        String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        try {
            Class.forName(name, false, ClassLoading.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return; // needs an optional library
        }
    }

    private static void codecs() throws UnreadableValueException {
        SingleObjectCodec<CommandOutcome> outcomes = SingleObjectCodec.of(CommandOutcome.class);
        AssignmentCommand command = AssignmentCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.EPOCH)
                .setIssuedBy("")
                .setApplicationId("")
                .setWhenUnknown(WhenUnknown.REJECT)
                .setAction(new AssignOrganization(""))
                .build();
        SingleObjectCodec.of(AssignmentCommand.class).encode(command);
        CommandOutcome outcome = CommandOutcome.newBuilder()
                .setCommandId(command.getCommandId())
                .setApplicationId("")
                .setStatus(OutcomeStatus.APPLIED)
                .setMessage("")
                .setRevision(1)
                .setAfter(Ownership.newBuilder()
                        .setRebrandingOverride(RebrandingOverride.INHERITED)
                        .setRebrandingEnabled(false)
                        .build())
                .setDecidedAt(Instant.EPOCH)
                .build();
        RecordJson.of(outcomes.decode(outcomes.encode(outcome))).toPrettyString();
    }
}
