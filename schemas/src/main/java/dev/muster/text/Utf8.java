package dev.muster.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Decodes UTF-8 strictly: bytes that are not UTF-8 are an error, never U+FFFD. */
public final class Utf8 {

    /** Lenient decoders replace invalid bytes by it; it is also a valid character of its own. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int BUFFER_CHARACTERS = 8 * 1024;

    private Utf8() {}

    /**
     * Decodes the bytes.
     *
     * @throws CharacterCodingException when they are not UTF-8
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (mayBeReplaced(text) && !isValid(bytes, 0, bytes.length)) {
            throw new MalformedUtf8Exception();
        }
        return text;
    }

    /** Like {@link #decode}, but returns null when the bytes are not UTF-8. */
    public static @Nullable String decodeOrNull(byte[] bytes) {
        try {
            return decode(bytes);
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Whether a leniently decoded text may contain replaced bytes; if not, its bytes were UTF-8. */
    public static boolean mayBeReplaced(String text) {
        // Java stores most texts as Latin-1, where this check costs nothing.
        return text.indexOf(REPLACEMENT) >= 0;
    }

    public static boolean isValid(byte[] bytes) {
        return isValid(bytes, 0, bytes.length);
    }

    /** Whether {@code length} bytes from index {@code from} are UTF-8. */
    public static boolean isValid(byte[] bytes, int from, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
        CharBuffer out = CharBuffer.allocate(Math.min(BUFFER_CHARACTERS, length + 1));
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return !result.isError();
    }

    /**
     * Whether all percent-encoded bytes in a text, such as a URL or a form, are UTF-8. Each run of consecutive encoded
     * bytes is checked; a percent sign without two hexadecimal digits ends a run.
     */
    public static boolean isPercentEncoded(String text) {
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i)) {
            run.reset();
            for (int octet = octet(text, i); octet >= 0; octet = octet(text, i)) {
                run.write(octet);
                i += 3;
            }
            if (!isValid(run.toByteArray())) {
                return false;
            }
            if (i < text.length() && text.charAt(i) == '%') {
                i++;
            }
        }
        return true;
    }

    private static int octet(String text, int index) {
        if (index + 2 >= text.length() || text.charAt(index) != '%') {
            return -1;
        }
        char high = text.charAt(index + 1);
        char low = text.charAt(index + 2);
        return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
                ? HexFormat.fromHexDigit(high) * 16 + HexFormat.fromHexDigit(low)
                : -1;
    }

    private static final class MalformedUtf8Exception extends CharacterCodingException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            return "the bytes are not UTF-8";
        }
    }
}
