package dev.muster.messaging.outbox;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are written to Kafka, under {@code muster.events}.
 *
 * @param compression of the batches that the relays send. Clients decompress them; some, such as kafkajs, read only
 *     {@code none} and {@code gzip} without a codec of their own
 */
@ConfigurationProperties("muster.events")
public record EventSettings(@DefaultValue("lz4") Compression compression) {

    /** The codecs of Kafka. */
    public enum Compression {
        NONE,
        GZIP,
        SNAPPY,
        LZ4,
        ZSTD;

        /** The value of the producer's setting {@code compression.type}. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
