package dev.muster.assignmentservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class PublicUrlsTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void configuredBaseUrlIsUsed() {
        assertThat(PublicUrls.withBase("https://muster.example.org/base/").of(request, "/x"))
                .isEqualTo("https://muster.example.org/base/x");
    }

    @Test
    void requestHostIsUsedWithoutForwardedHeaders() {
        request.setServerName("muster.local");
        request.setServerPort(8082);
        request.addHeader("X-Forwarded-Host", "evil.example");
        request.addHeader("X-Forwarded-Proto", "https");
        assertThat(PublicUrls.withBase("").of(request, "/x")).isEqualTo("http://muster.local:8082/x");

        request.setServerPort(80);
        assertThat(PublicUrls.withBase(" ").of(request, "/x")).isEqualTo("http://muster.local/x");
    }

    @Test
    void invalidBaseUrlIsRejected() {
        for (String bad :
                List.of("muster", "ftp://x", "https://", "https://x/?a=b", "https://x/#a", "https://u:p@x/")) {
            assertThatThrownBy(() -> PublicUrls.withBase(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("muster.public-url");
        }
    }
}
