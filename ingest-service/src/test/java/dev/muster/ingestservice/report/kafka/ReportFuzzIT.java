package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.messaging.outbox.AppendedMessages;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

class ReportFuzzIT {

    private static final Logger log = LoggerFactory.getLogger(ReportFuzzIT.class);
    private static final int POLLS = 100;
    private static final int MUTANTS_IN_A_POLL = 100;
    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);

    @Test
    void malformedReportsDoNotAffectTheirNeighbours() {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        log.info("seed {}, repeat it with -Dmuster.seed=", seed);
        Random random = new Random(seed);
        try (TestDatabase database = TestDatabase.create("report_fuzz")) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            MergeRun run = new MergeRun(database, true);
            for (int poll = 0; poll < POLLS; poll++) {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                for (int i = 0; i < MUTANTS_IN_A_POLL; i++) {
                    records.add(recordOf("fuzzed", mutated(valid("fuzzed"), random)));
                }
                String neighbour = "neighbour" + poll;
                records.add(random.nextInt(records.size()), recordOf(neighbour, valid(neighbour)));

                assertThatCode(() -> run.poll(records)).as("seed %s", seed).doesNotThrowAnyException();

                assertThat(run.applications(neighbour)).as("seed %s", seed).hasSize(3);
                AppendedMessages.drain(jdbc);
            }
        }
    }

    private static byte[] valid(String systemId) {
        return REPORTS.encode(snapshot(
                        systemId,
                        Instant.now(),
                        application("m1", "1"),
                        application("m2", "2"),
                        ReportedApplication.newBuilder(application("m3", "3"))
                                .setDisplayName("\u00e9\uD83D\uDE00")
                                .setNodeId(7)
                                .setInventoryData("{\"a\":[1,2.5e3,{\"b\":\"\\u00e9\"}]}")
                                .build())
                .build());
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            // Behind the fingerprint: before it, nothing is read.
            int at = 10 + random.nextInt(bytes.length - 10);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(10)), (byte) 0xFF);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(at, 12));
                default -> System.arraycopy(bytes, at, bytes, 10, Math.min(bytes.length - at, random.nextInt(40)));
            }
        }
        return bytes;
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(String key, byte[] value) {
        return AppendedRecords.record(Topics.INVENTORY_REPORTS, 0, 0, key.getBytes(UTF_8), value);
    }
}
