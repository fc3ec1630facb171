package dev.muster.cli.rules;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.access.ServiceApi;
import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.Printer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options shared by all commands about a rule set. */
final class RuleSetOptions {

    /** Twice the limit of the service, which reports what is too large. */
    private static final int MAX_BYTES = 512 * 1024;

    @Option(
            names = "--organization",
            paramLabel = "KEY",
            defaultValue = RuleSetClient.PLATFORM,
            description = "Whose rules: an id, public id, UUID or ~label of an organization. Default: the platform,"
                    + " ${DEFAULT-VALUE}.")
    private String organization = RuleSetClient.PLATFORM;

    @Mixin
    private ServiceApi service = new ServiceApi();

    @Mixin
    private Printer printer = new Printer();

    AssignmentApi api() {
        return service.api();
    }

    RuleSetClient ruleSet() {
        if (organization.isBlank()) {
            throw CliException.usage("--organization must not be blank");
        }
        return new RuleSetClient(service.api(), organization);
    }

    Printer printer() {
        return printer;
    }

    static byte[] read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw CliException.usage(file + " is too large: a rule set has at most 256 KiB");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + Cause.of(e));
        }
    }
}
