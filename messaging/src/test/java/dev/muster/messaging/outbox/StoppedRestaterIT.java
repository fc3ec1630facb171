package dev.muster.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Infrastructure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("reads the log, in which the restaters of other tests write the same messages")
class StoppedRestaterIT {

    @Test
    void stopsAtOnceWhenNothingIsSuspected() {
        try (OutboxFixture outbox = new OutboxFixture(Infrastructure.shared())) {
            EventRestater restater = outbox.restater();
            PrintStream out = System.out;
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            System.setOut(new PrintStream(log, true, UTF_8));
            try {
                restater.stop(System.nanoTime());
            } finally {
                System.setOut(out);
            }

            assertThat(log.toString(UTF_8)).doesNotContain("lost lane");
        }
    }
}
