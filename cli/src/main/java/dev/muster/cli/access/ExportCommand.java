package dev.muster.cli.access;

import dev.muster.cli.access.AssignmentApi.Access;
import dev.muster.cli.access.AssignmentApi.Request;
import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.installation.Invocation;
import dev.muster.cli.terminal.TerminalText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster export}. */
@Command(
        name = "export",
        description = {
            "Exports all applications that you may see, or those of a filter, as CSV or NDJSON (over HTTP).",
            "In CSV, a cell that begins like a formula of a spreadsheet (= + - @, tab, CR) has an apostrophe before it."
        },
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {

    private static final Access ACCESS = new Access("read:applications", "export");

    /** The service reads the first rows before it responds. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final int BUFFER = 64 * 1024;

    /** The formats of exports. */
    enum Format {
        CSV,
        NDJSON
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv or ndjson (one JSON object in a line). Default: ${DEFAULT-VALUE}.")
    private Format format = Format.CSV;

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUE",
            description = "The applications that match: search, type, version, system_id, organization_id, status or"
                    + " no_org, as in the list of applications. Repeat it for more; all have to match.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write to this file instead of standard output. It is replaced when the export is complete;"
                    + " until then, and if the export fails, it stays as it was.")
    private @Nullable Path output;

    @Mixin
    private ServiceApi service = new ServiceApi();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        String query = QueryFilters.query(filters);
        String path = "/api/applications/export?format=" + format.name().toLowerCase(Locale.ROOT)
                + (query.isEmpty() ? "" : "&" + query);
        Request request = Request.of("GET", path, ACCESS).with("Accept", "*/*").within(TIMEOUT);
        if (output == null) {
            print(service.api().open(request));
            return ExitCode.OK;
        }
        ExportFile file = ExportFile.besides(output);
        try (InputStream body = service.api().open(request)) {
            file.write(body);
        } catch (IOException e) {
            throw endedEarly(e, output + " is as it was");
        } finally {
            file.close();
        }
        return ExitCode.OK;
    }

    /** Prints the export as it is; on a terminal in lines, without what could control it. */
    private void print(InputStream body) {
        PrintWriter out = command.commandLine().getOut();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (Invocation.of(command).terminal().isInteractive()) {
                for (String line = reader.readLine(); line != null && !out.checkError(); line = reader.readLine()) {
                    out.println(TerminalText.of(line));
                }
                return;
            }
            char[] buffer = new char[BUFFER];
            for (int count = reader.read(buffer); count >= 0 && !out.checkError(); count = reader.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            throw endedEarly(e, "what was printed is not complete");
        } finally {
            out.flush();
        }
    }

    private static CliException endedEarly(IOException e, String state) {
        return CliException.unavailable("the export has ended early: " + Cause.of(e) + "; " + state, e);
    }
}
