package dev.muster.http;

import java.time.Duration;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Keeps those who send slowly, for whom nobody has vouched yet, from holding the threads that answer the others: what is
 * left of a body is read by {@link RequestBodyDrainer} only, and what stands around the bytes of a body in chunks is as short as
 * may be.
 */
public final class SlowClientProtection implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final Duration READ_WITHIN = Duration.ofSeconds(30);
    private static final String NONE = "0";

    /** What every body in chunks ends with counts as a trailer. */
    private static final String END_OF_LINE = "2";

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        server.addConnectorCustomizers(connector -> bound(connector, READ_WITHIN));
    }

    static void bound(Connector connector, Duration readWithin) {
        connector.setProperty("maxSwallowSize", NONE);
        // Each byte of these may be waited for, and nobody gets to look at the clock in between.
        connector.setProperty("maxExtensionSize", NONE);
        connector.setProperty("maxTrailerSize", END_OF_LINE);
        // Not a valve: some answers, that to OPTIONS * for one, pass none.
        connector.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                ProtocolHandler protocol = connector.getProtocolHandler();
                protocol.setAdapter(new RequestBodyDrainer(protocol.getAdapter(), readWithin));
            }
        });
    }
}
