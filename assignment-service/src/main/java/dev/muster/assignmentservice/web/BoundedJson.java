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
 * Has all JSON that comes by HTTP read by the reader that every edge has, before Jackson reads it: bodies are UTF-8, and
 * no number is so large that Jackson fails on it. How long a body is, is bounded before.
 */
public final class BoundedJson implements JsonFactoryBuilderCustomizer {

    @Override
    public void customize(JsonFactoryBuilder builder) {
        builder.inputDecorator(new Checked());
    }

    private static final class Checked extends InputDecorator {

        private static final long serialVersionUID = 1L;

        @Override
        public InputStream decorate(IOContext context, InputStream in) throws JacksonException {
            return checked(readAll(in));
        }

        @Override
        public InputStream decorate(IOContext context, byte[] source, int offset, int length) throws JacksonException {
            return checked(Arrays.copyOfRange(source, offset, offset + length));
        }

        @Override
        public Reader decorate(IOContext context, Reader reader) throws JacksonException {
            StringWriter text = new StringWriter();
            try {
                reader.transferTo(text);
            } catch (IOException e) {
                throw JacksonIOException.construct(e);
            }
            check(text.toString());
            return new StringReader(text.toString());
        }

        @Override
        public DataInput decorate(IOContext context, DataInput input) {
            throw new UnsupportedOperationException("nothing reads JSON from there");
        }

        private static byte[] readAll(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw JacksonIOException.construct(e);
            }
        }

        private static InputStream checked(byte[] bytes) {
            String text = Utf8.decodeOrNull(bytes);
            if (text == null) {
                throw new StreamReadException(null, "is not UTF-8");
            }
            check(text);
            return new ByteArrayInputStream(bytes);
        }

        private static void check(String text) {
            if (text.isBlank()) {
                return; // what it means that nothing is there, is for who reads it
            }
            JsonReader reader = JsonReader.ofDocument(text);
            try {
                reader.skip();
            } catch (InvalidJsonException e) {
                throw new StreamReadException(null, e.getMessage());
            }
        }
    }
}
