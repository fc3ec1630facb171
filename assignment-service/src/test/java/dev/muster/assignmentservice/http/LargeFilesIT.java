package dev.muster.assignmentservice.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.pipeline.Pipeline;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Files of bulk changes and rule sets that are too large. */
class LargeFilesIT {

    private final Pipeline pipeline = Pipeline.shared();

    @Test
    void aFileOf300MebibytesIsRefusedBeforeItIsSent() throws IOException {
        try (RawHttp http = new RawHttp(pipeline.http("/").getPort())) {
            for (String path : new String[] {"/api/assignments", "/api/assignments/preview"}) {
                int status = http.send(("POST " + path + "?action=unassign HTTP/1.1\r\nHost: localhost\r\n"
                                + "Authorization: Bearer " + TestTokens.shared().platformAdministrator() + "\r\n"
                                + "Content-Type: text/csv\r\nContent-Length: " + (300L << 20) + "\r\n\r\n")
                        .getBytes(US_ASCII));

                assertThat(status).as(path).isEqualTo(413);
            }
        }
    }

    @Test
    void aRuleSetOf10MebibytesIsRefusedAfterItsFirst256KiB() throws IOException {
        try (RawHttp http = new RawHttp(pipeline.http("/").getPort())) {
            int status = http.send(("POST /api/organizations/_platform/rule-set/validate HTTP/1.1\r\n"
                            + "Host: localhost\r\n"
                            + "Authorization: Bearer " + TestTokens.shared().platformAdministrator() + "\r\n"
                            + "Content-Type: application/yaml\r\nContent-Length: " + (10 << 20) + "\r\n\r\n"
                            + "#".repeat(300 << 10))
                    .getBytes(US_ASCII));

            assertThat(status).isEqualTo(413);
        }
    }
}
