package dev.muster.cli.installation;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of a user, in a file that only its owner may read: {@code current=NAME}, and lines such as {@code
 * NAME.bootstrap-servers=…}, {@code NAME.kafka.security.protocol=…} and {@code NAME.token=…}.
 */
public final class ContextFile {

    /** The environment variable with the path of the file. */
    public static final String VARIABLE = "MUSTER_CONFIG";

    private static final String CURRENT = "current";
    private static final String KAFKA = "kafka.";
    private static final String TOKEN = "token";
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path path;
    private final Map<String, Context> contexts = new TreeMap<>();
    private @Nullable String current;

    private ContextFile(Path path) {
        this.path = path;
    }

    /** Reads the file of the invocation; a file that does not exist has no contexts. */
    public static ContextFile of(Invocation invocation) {
        ContextFile file = new ContextFile(pathOf(invocation));
        if (Files.exists(file.path)) {
            file.requirePrivate();
            file.read(PropertiesFile.read(file.path));
        }
        return file;
    }

    private static Path pathOf(Invocation invocation) {
        String configured = invocation.variable(VARIABLE);
        if (configured != null) {
            return Path.of(configured).toAbsolutePath();
        }
        String home = invocation.variable("XDG_CONFIG_HOME");
        // The specification ignores a relative XDG_CONFIG_HOME.
        Path folder = home != null && Path.of(home).isAbsolute()
                ? Path.of(home)
                : Path.of(System.getProperty("user.home"), ".config");
        return folder.resolve("muster/contexts.properties");
    }

    private void requirePrivate() {
        try {
            if (Files.getPosixFilePermissions(path).stream().anyMatch(OF_OTHERS::contains)) {
                throw CliException.usage(
                        path + " has tokens, but other users may access it: run chmod 600 '" + path + "'");
            }
        } catch (IOException e) {
            throw CliException.usage("cannot read " + path + ": " + Cause.of(e));
        } catch (UnsupportedOperationException e) {
            return; // a file system without POSIX permissions
        }
    }

    private void read(Properties properties) {
        current = properties.getProperty(CURRENT);
        Map<String, Properties> byName = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            int dot = key.indexOf('.');
            if (dot > 0 && Context.isName(key.substring(0, dot))) {
                byName.computeIfAbsent(key.substring(0, dot), name -> new Properties())
                        .setProperty(key.substring(dot + 1), properties.getProperty(key));
            } else if (!key.equals(CURRENT)) {
                throw CliException.usage(path + " has the unknown line " + key + ": remove it");
            }
        }
        byName.forEach((name, values) -> contexts.put(name, context(name, values)));
    }

    private Context context(String name, Properties values) {
        Map<Address, String> addresses = new EnumMap<>(Address.class);
        for (Address address : Address.values()) {
            String value = values.getProperty(address.property());
            if (value != null) {
                addresses.put(address, value);
            }
        }
        Properties kafka = new Properties();
        values.stringPropertyNames().stream()
                .filter(key -> key.startsWith(KAFKA))
                .forEach(key -> kafka.setProperty(key.substring(KAFKA.length()), values.getProperty(key)));
        String token = values.getProperty(TOKEN);
        return new Context(
                name,
                addresses,
                kafka,
                token == null ? null : MusterToken.of(token, "the token of context " + name + " in " + path));
    }

    /** All contexts by name. */
    public Map<String, Context> contexts() {
        return contexts;
    }

    /** The name of the current context; null if there is none. */
    public @Nullable String current() {
        return current;
    }

    /** The context with the name. */
    public Context require(String name) {
        Context context = contexts.get(name);
        if (context == null) {
            throw CliException.usage("there is no context " + name + ": "
                    + (contexts.isEmpty() ? "add one with muster context add" : "the contexts are " + names()));
        }
        return context;
    }

    private String names() {
        return contexts.isEmpty() ? Context.LOCAL : String.join(", ", contexts.keySet()) + ", " + Context.LOCAL;
    }

    public void put(Context context) {
        contexts.put(context.name(), context);
        write();
    }

    public void use(String name) {
        current = name;
        write();
    }

    public void remove(String name) {
        contexts.remove(name);
        if (name.equals(current)) {
            current = null;
        }
        write();
    }

    public Path path() {
        return path;
    }

    /** Replaces the file in one step; a reader sees the old or the new one. */
    private void write() {
        try {
            Path target = Files.exists(path) ? path.toRealPath() : path;
            createFolder(target);
            Path next = target.resolveSibling(target.getFileName() + ".new");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, text());
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CliException.usage("cannot write " + path + ": " + Cause.of(e));
        }
    }

    private static void createFolder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private String text() throws IOException {
        Properties properties = new Properties();
        if (current != null) {
            properties.setProperty(CURRENT, current);
        }
        contexts.values().forEach(context -> {
            String prefix = context.name() + ".";
            context.addresses().forEach((address, value) -> properties.setProperty(prefix + address.property(), value));
            context.kafkaProperties()
                    .stringPropertyNames()
                    .forEach(name -> properties.setProperty(
                            prefix + KAFKA + name, context.kafkaProperties().getProperty(name)));
            if (context.token() != null) {
                properties.setProperty(prefix + TOKEN, context.token().text());
            }
        });
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
