package dev.muster.assignmentservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

class UnreadableBodyErrorsTest {

    @Test
    void malformedJsonIsReportedWithItsPosition() {
        assertThat(problemOf("{\"label\":".getBytes(StandardCharsets.UTF_8))).isEqualTo("is not JSON, at character 9");
    }

    @Test
    void exceededLimitIsNamed() {
        assertThat(problemOf("{\"label\":1e99999}".getBytes(StandardCharsets.UTF_8)))
                .startsWith("has an exponent beyond");
    }

    @Test
    void malformedUtf8IsNamed() {
        assertThat(problemOf("{\"label\":\"m\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("is not UTF-8");
    }

    private static String problemOf(byte[] body) {
        JsonFactoryBuilder builder = JsonFactory.builder();
        new BoundedJson().customize(builder);
        JsonMapper mapper = new JsonMapper(builder.build());
        JacksonException cause =
                catchThrowableOfType(JacksonException.class, () -> mapper.readTree(new ByteArrayInputStream(body)));
        ApiException error = UnreadableBodyErrors.toApiException(
                new HttpMessageNotReadableException("unreadable", cause, new MockHttpInputMessage(body)));
        return error.problems().get(0).message();
    }
}
