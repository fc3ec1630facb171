package dev.muster.benchmarks.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes applications in the text format of COPY. */
public final class CopyEncoder {

    private CopyEncoder() {}

    /** Writes one row per application, with the columns of {@code row.avsc} in order. */
    public static void write(Report report, OutputStream out) throws IOException {
        for (Application application : report.applications()) {
            out.write(line(report, application).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String line(Report report, Application application) {
        return String.join(
                        "\t",
                        List.of(
                                report.systemId() + "_" + application.moduleId(),
                                report.systemId(),
                                application.moduleId(),
                                application.instanceOf(),
                                application.name(),
                                application.source(),
                                orNull(application.displayName()),
                                application.version(),
                                Integer.toString(application.nodeId()),
                                application.nodeLabel(),
                                orNull(application.url()),
                                application.userFacing() ? "t" : "f",
                                application.inventoryData(),
                                application.backupData(),
                                application.servicesData(),
                                report.collectedAt().toString()))
                + "\n";
    }

    private static String orNull(@Nullable String text) {
        return text == null ? "\\N" : text;
    }
}
