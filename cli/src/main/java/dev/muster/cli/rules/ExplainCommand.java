package dev.muster.cli.rules;

import dev.muster.cli.access.ServiceApi;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster explain}. */
@Command(
        name = "explain",
        description = "Explains who owns an application and why: each rule in order, and what it says.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
    private String applicationId = "";

    @Mixin
    private ServiceApi service = new ServiceApi();

    @Mixin
    private Printer printer = new Printer();

    @Override
    public Integer call() {
        if (applicationId.isBlank()) {
            throw CliException.usage("the id must not be blank");
        }
        JsonNode explanation = Explanation.read(service.api(), applicationId);
        if (printer.isJson()) {
            printer.line(explanation.toPrettyString());
        } else {
            Explanation.lines(applicationId, explanation).forEach(printer::row);
        }
        return ExitCode.OK;
    }
}
