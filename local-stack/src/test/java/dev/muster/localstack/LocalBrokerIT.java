package dev.muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {

    private static final int FIFTEEN_MEBIBYTES = 15 * 1024 * 1024;

    private static LocalBroker broker;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = LocalBroker.start(folder, 0, 0);
    }

    @AfterAll
    static void stop() {
        broker.stop();
    }

    @Test
    void transfersARecord() throws Exception {
        TestTopic.create(broker, "records");
        TestTopic.send(broker, "records", "there");
        assertThat(TestTopic.read(broker, "records")).containsExactly("there");
    }

    @Test
    void transfersTheLargestRecords() throws Exception {
        TestTopic.create(broker, "large");
        TestTopic.send(broker, "large", "x".repeat(FIFTEEN_MEBIBYTES));
        assertThat(TestTopic.read(broker, "large"))
                .singleElement()
                .satisfies(value -> assertThat(value).hasSize(FIFTEEN_MEBIBYTES));
    }

    @Test
    void sendDoesNotCreateATopic() {
        assertThatThrownBy(() -> TestTopic.send(broker, "nobody-made-this", "lost"))
                .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void restartKeepsAddressAndData() throws Exception {
        String before = broker.bootstrapServers();
        TestTopic.create(broker, "restarted");
        TestTopic.send(broker, "restarted", "kept");
        broker.stop();
        broker.start();
        assertThat(broker.bootstrapServers()).isEqualTo(before);
        assertThat(TestTopic.read(broker, "restarted")).containsExactly("kept");
    }

    @Test
    void startFailsWhileThePortIsInUse() throws Exception {
        int port = Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", ""));
        broker.stop();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> broker.start())
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining(broker.bootstrapServers());
        }
        broker.start();
        TestTopic.create(broker, "after-all");
    }
}
