package dev.muster.messaging.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens when input was deleted before it was read, under {@code muster.input}.
 *
 * @param loss whether the consumer of the partition stops or continues
 */
@ConfigurationProperties("muster.input")
public record InputSettings(@DefaultValue("stop") OnLoss loss) {

    /** What a consumer does after lost input. */
    public enum OnLoss {
        /** Does not read the partition until an operator acknowledges the loss. */
        STOP,
        /** Continues with the first record that still exists. */
        CONTINUE
    }
}
