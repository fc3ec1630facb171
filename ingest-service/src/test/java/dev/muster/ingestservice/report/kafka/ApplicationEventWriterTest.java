package dev.muster.ingestservice.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.report.ApplicationChange;
import dev.muster.ingestservice.report.ApplicationRecord;
import dev.muster.ingestservice.report.ChangeCause;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.ReportedAttributes;
import dev.muster.ingestservice.report.SourcePosition;
import dev.muster.inventory.ApplicationCause;
import dev.muster.inventory.ApplicationCauseKind;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.ApplicationState;
import dev.muster.schemas.SingleObjectCodec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the encoder with Avro. */
class ApplicationEventWriterTest {

    private static final int EVENTS = 20_000;
    private static final SingleObjectCodec<ApplicationEvent> CODEC = SingleObjectCodec.of(ApplicationEvent.class);
    private static final String[] TEXTS = {"", "mail", "\u00e9\ud83d\ude00", "x".repeat(3_000), "{\"a\": 1}"};

    private final long seed = Long.getLong("muster.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void encodesTheSameBytesAsAvro() {
        ApplicationEventWriter writer = new ApplicationEventWriter();
        for (int i = 0; i < EVENTS; i++) {
            ApplicationRecord before = record(text(), attributes());
            ApplicationRecord after = similar(before);
            ApplicationChange change = new ApplicationChange(
                    oneOf(ApplicationChange.Kind.values()),
                    text(),
                    random.nextInt(3) == 0 ? null : before,
                    after,
                    cause());
            Instant now = time();

            byte[] written = writer.encode(change, change.applicationId().getBytes(UTF_8), now);

            assertThat(written).as("seed %s, %s", seed, change).isEqualTo(CODEC.encode(eventOf(change, now)));
        }
    }

    private static ApplicationEvent eventOf(ApplicationChange change, Instant now) {
        ApplicationRecord before = change.before();
        ApplicationState stateBefore = before == null ? null : stateOf(change.systemId(), before);
        ApplicationState stateAfter = stateOf(change.systemId(), change.after());
        return new ApplicationEvent(
                change.applicationId(),
                change.after().revision(),
                dev.muster.inventory.ApplicationChange.valueOf(change.kind().name()),
                differing(stateBefore, stateAfter),
                stateBefore,
                stateAfter,
                causeOf(change.cause()),
                now);
    }

    private static List<String> differing(@Nullable ApplicationState before, ApplicationState after) {
        return after.getSchema().getFields().stream()
                .filter(field -> before == null || !Objects.equals(before.get(field.pos()), after.get(field.pos())))
                .map(Schema.Field::name)
                .toList();
    }

    private static ApplicationState stateOf(String systemId, ApplicationRecord record) {
        ReportedAttributes attributes = record.attributes();
        return new ApplicationState(
                systemId,
                record.moduleId(),
                attributes.instanceOf(),
                attributes.name(),
                attributes.source(),
                attributes.displayName(),
                attributes.version(),
                attributes.nodeId(),
                attributes.nodeLabel(),
                attributes.url(),
                attributes.userFacing(),
                attributes.inventoryData(),
                attributes.backupData(),
                attributes.servicesData(),
                record.firstSeenAt(),
                record.lastSeen().collectedAt(),
                record.deletedAt());
    }

    private static ApplicationCause causeOf(ChangeCause cause) {
        return new ApplicationCause(
                ApplicationCauseKind.valueOf(cause.kind().name()),
                cause.id(),
                cause.actor(),
                cause.collectedAt(),
                new dev.muster.inventory.SourcePosition(
                        cause.position().topic(),
                        cause.position().partition(),
                        cause.position().offset()));
    }

    private ApplicationRecord record(String moduleId, ReportedAttributes attributes) {
        return new ApplicationRecord(
                moduleId,
                attributes,
                time(),
                new ReportKey(time(), random.nextLong(), new UUID(random.nextLong(), random.nextLong())),
                random.nextBoolean() ? null : time(),
                random.nextLong(),
                random.nextInt());
    }

    /** The same application with some values changed. */
    private ApplicationRecord similar(ApplicationRecord known) {
        ApplicationRecord other = record(known.moduleId(), similar(known.attributes()));
        return new ApplicationRecord(
                known.moduleId(),
                random.nextInt(3) == 0 ? known.attributes() : other.attributes(),
                random.nextBoolean() ? known.firstSeenAt() : other.firstSeenAt(),
                random.nextBoolean() ? known.lastSeen() : other.lastSeen(),
                random.nextBoolean() ? known.deletedAt() : other.deletedAt(),
                other.revision(),
                other.incarnation());
    }

    private ReportedAttributes similar(ReportedAttributes known) {
        ReportedAttributes other = attributes();
        return new ReportedAttributes(
                random.nextBoolean() ? known.instanceOf() : other.instanceOf(),
                random.nextBoolean() ? known.name() : other.name(),
                random.nextBoolean() ? known.source() : other.source(),
                random.nextBoolean() ? known.displayName() : other.displayName(),
                random.nextBoolean() ? known.version() : other.version(),
                random.nextBoolean() ? known.nodeId() : other.nodeId(),
                random.nextBoolean() ? known.nodeLabel() : other.nodeLabel(),
                random.nextBoolean() ? known.url() : other.url(),
                random.nextBoolean() ? known.userFacing() : other.userFacing(),
                random.nextBoolean() ? known.inventoryData() : other.inventoryData(),
                random.nextBoolean() ? known.backupData() : other.backupData(),
                random.nextBoolean() ? known.servicesData() : other.servicesData());
    }

    private ReportedAttributes attributes() {
        return new ReportedAttributes(
                text(),
                text(),
                text(),
                nullableText(),
                text(),
                random.nextBoolean() ? null : random.nextInt(),
                nullableText(),
                nullableText(),
                random.nextBoolean(),
                text(),
                text(),
                text());
    }

    private ChangeCause cause() {
        return new ChangeCause(
                oneOf(ChangeCause.Kind.values()),
                new UUID(random.nextLong(), random.nextLong()),
                text(),
                random.nextBoolean() ? null : time(),
                new SourcePosition(text(), random.nextInt(), random.nextLong()));
    }

    private String text() {
        return oneOf(TEXTS);
    }

    private @Nullable String nullableText() {
        return random.nextInt(3) == 0 ? null : text();
    }

    /** In whole microseconds, also before 1970. */
    private Instant time() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
    }

    private <V> V oneOf(V[] values) {
        return values[random.nextInt(values.length)];
    }
}
