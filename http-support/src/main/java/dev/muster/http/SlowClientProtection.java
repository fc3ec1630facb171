package dev.muster.http;

import java.time.Duration;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Stops slow unauthenticated clients from occupying request threads: only {@link RequestBodyDrainer} reads the rest of
 * a body, and chunk extensions and trailers are limited to the minimum.
 */
public final class SlowClientProtection implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);
    private static final String NONE = "0";

    /** The line end after the last chunk counts as a trailer. */
    private static final String END_OF_LINE = "2";

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        server.addConnectorCustomizers(connector -> limit(connector, DRAIN_TIMEOUT));
    }

    static void limit(Connector connector, Duration drainTimeout) {
        connector.setProperty("maxSwallowSize", NONE);
        // Tomcat may wait for each byte of these without checking a deadline in between.
        connector.setProperty("maxExtensionSize", NONE);
        connector.setProperty("maxTrailerSize", END_OF_LINE);
        // Not a valve: some responses, for example to OPTIONS *, pass no valve.
        connector.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                ProtocolHandler protocol = connector.getProtocolHandler();
                protocol.setAdapter(new RequestBodyDrainer(protocol.getAdapter(), drainTimeout));
            }
        });
    }
}
