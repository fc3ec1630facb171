package dev.muster.messaging.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens when input is gone that was never read, under {@code muster.input}.
 *
 * @param loss whether the consumer of the partition stops or continues
 */
@ConfigurationProperties("muster.input")
public record InputSettings(@DefaultValue("stop") OnLoss loss) {

    /** What a consumer does behind input that is lost. */
    public enum OnLoss {
        /** It reads nothing of the partition until an operator acknowledges the loss. */
        STOP,
        /** It goes on with the first record that is still there. */
        CONTINUE
    }
}
