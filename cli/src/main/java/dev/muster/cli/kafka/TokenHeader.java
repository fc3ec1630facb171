package dev.muster.cli.kafka;

import dev.muster.cli.installation.MusterToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The header with which a command on Kafka carries its token. */
public final class TokenHeader {

    private TokenHeader() {}

    /** Adds the token to a command; it replaces another one. */
    public static void add(ProducerRecord<byte[], byte[]> command, MusterToken token) {
        List<String> others = new ArrayList<>();
        for (Header header : command.headers()) {
            if (isToken(header)) {
                others.add(header.key());
            }
        }
        others.forEach(command.headers()::remove);
        command.headers().add(MusterToken.HEADER, token.authorization().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the header carries a token, which is never printed. */
    public static boolean isToken(Header header) {
        return header.key().equalsIgnoreCase(MusterToken.HEADER);
    }
}
