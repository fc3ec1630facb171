package dev.muster.assignmentservice.application.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.inventory.ApplicationCause;
import dev.muster.inventory.ApplicationCauseKind;
import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.ApplicationState;
import dev.muster.inventory.SourcePosition;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApplicationKeyDecoderTest {

    private static final String APPLICATION = "system_mail1";

    @ParameterizedTest
    @EnumSource(ApplicationChange.class)
    void onlyAReturnIsLookedIntoAsOne(ApplicationChange change) throws InvalidRecordException {
        byte[] value = SingleObjectCodec.of(ApplicationEvent.class).encode(event(change));

        assertThat(decode(value).mayHaveReturned()).isEqualTo(change == ApplicationChange.RETURNED);
    }

    @Test
    void whatCannotBeReadMayBeAReturn() throws InvalidRecordException {
        assertThat(decode(new byte[] {0})).isEqualTo(ApplicationChanged.returned(APPLICATION));
        byte[] cut = SingleObjectCodec.of(ApplicationEvent.class).encode(event(ApplicationChange.APPEARED));
        assertThat(decode(Arrays.copyOf(cut, 12))).isEqualTo(ApplicationChanged.returned(APPLICATION));
    }

    @Test
    void aTombstoneTellsWhenTheApplicationWasForgotten() throws InvalidRecordException {
        assertThat(decode(null)).isEqualTo(ApplicationChanged.deleted(APPLICATION, Instant.ofEpochMilli(-1)));
    }

    private static ApplicationChanged decode(byte @Nullable [] value) throws InvalidRecordException {
        return new ApplicationKeyDecoder()
                .decode(new ConsumerRecord<>("inventory.applications", 0, 0, APPLICATION.getBytes(UTF_8), value));
    }

    private static ApplicationEvent event(ApplicationChange change) {
        Instant time = Instant.parse("2026-11-21T12:00:00Z");
        return ApplicationEvent.newBuilder()
                .setApplicationId(APPLICATION)
                .setRevision(3)
                .setChange(change)
                .setChanged(List.of())
                .setAfter(ApplicationState.newBuilder()
                        .setSystemId("system")
                        .setModuleId("mail1")
                        .setInstanceOf("mail")
                        .setName("")
                        .setSource("")
                        .setVersion("1.0")
                        .setIsUserFacing(true)
                        .setInventoryData("{}")
                        .setBackupData("{}")
                        .setServicesData("{}")
                        .setFirstSeenAt(time)
                        .setLastInventoryAt(time)
                        .build())
                .setCause(ApplicationCause.newBuilder()
                        .setKind(ApplicationCauseKind.REPORT)
                        .setId(UUID.randomUUID())
                        .setActor("test/1")
                        .setPosition(new SourcePosition("inventory.reports", 0, 0L))
                        .build())
                .setRecordedAt(time)
                .build();
    }
}
