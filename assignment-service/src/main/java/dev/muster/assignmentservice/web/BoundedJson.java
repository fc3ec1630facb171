package dev.muster.assignmentservice.web;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonReader;
import dev.muster.text.Utf8;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.io.InputDecorator;
import tools.jackson.core.json.JsonFactoryBuilder;

/**
 * Validates JSON bodies with {@link JsonReader} before Jackson parses them: they are UTF-8, and no number is too large for
 * Jackson. {@link BodyLimit} limits their length.
 */
public final class BoundedJson implements JsonFactoryBuilderCustomizer {

    @Override
    public void customize(JsonFactoryBuilder builder) {
        builder.inputDecorator(new ValidatingInput());
    }

    /** A body that Jackson does not get to read. Its message is for the client. */
    static final class InvalidBodyException extends StreamReadException {

        private static final long serialVersionUID = 1L;

        private InvalidBodyException(String message) {
            super(null, message);
        }
    }

    private static final class ValidatingInput extends InputDecorator {

        private static final long serialVersionUID = 1L;

        @Override
        public InputStream decorate(IOContext context, InputStream in) throws JacksonException {
            return validated(readAll(in));
        }

        @Override
        public InputStream decorate(IOContext context, byte[] source, int offset, int length) throws JacksonException {
            return validated(Arrays.copyOfRange(source, offset, offset + length));
        }

        @Override
        public Reader decorate(IOContext context, Reader reader) throws JacksonException {
            StringWriter text = new StringWriter();
            try {
                reader.transferTo(text);
            } catch (IOException e) {
                throw JacksonIOException.construct(e);
            }
            validate(text.toString());
            return new StringReader(text.toString());
        }

        @Override
        public DataInput decorate(IOContext context, DataInput input) {
            throw new UnsupportedOperationException("JSON is not read from a DataInput");
        }

        private static byte[] readAll(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw JacksonIOException.construct(e);
            }
        }

        private static InputStream validated(byte[] bytes) {
            String text = Utf8.decodeOrNull(bytes);
            if (text == null) {
                throw new InvalidBodyException("is not UTF-8");
            }
            validate(text);
            return new ByteArrayInputStream(bytes);
        }

        private static void validate(String text) {
            if (text.isBlank()) {
                return; // the caller decides whether a body is required
            }
            JsonReader reader = JsonReader.ofDocument(text);
            try {
                reader.skip();
            } catch (InvalidJsonException e) {
                throw new InvalidBodyException(e.getMessage());
            }
        }
    }
}
