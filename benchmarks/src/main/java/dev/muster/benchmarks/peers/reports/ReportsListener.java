package dev.muster.benchmarks.peers.reports;

import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes each poll of reports in one transaction; undecodable records go to a dead-letter topic. */
@Component
class ReportsListener {

    private final SingleObjectCodec<InventoryReport> codec = SingleObjectCodec.of(InventoryReport.class);
    private final ApplicationTable upserts;
    private final KafkaTemplate<Object, Object> deadLetters;
    private final boolean rowByRow;

    ReportsListener(
            ApplicationTable upserts,
            KafkaTemplate<Object, Object> deadLetters,
            @Value("${BENCH_ROW_BY_ROW}") boolean rowByRow) {
        this.upserts = upserts;
        this.deadLetters = deadLetters;
        this.rowByRow = rowByRow;
    }

    @Transactional
    @KafkaListener(topics = "${BENCH_TOPIC}", batch = "true", concurrency = "2")
    public void onPoll(List<ConsumerRecord<String, byte[]>> records) {
        List<ApplicationTable.Row> rows = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                InventoryReport report = codec.decode(record.value());
                report.getApplications()
                        .forEach(application -> rows.add(new ApplicationTable.Row(report, application)));
            } catch (UnreadableValueException e) {
                CompletableFuture<SendResult<Object, Object>> unused =
                        deadLetters.send(record.topic() + ReportsPeer.DEAD_LETTERS, record.key(), record.value());
            }
        }
        if (rowByRow) {
            rows.forEach(upserts::write);
        } else {
            upserts.write(rows);
        }
    }
}
