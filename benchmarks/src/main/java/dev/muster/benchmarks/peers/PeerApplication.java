package dev.muster.benchmarks.peers;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;

/** Runs the peers, which are small Spring Boot applications with default settings where possible. */
public final class PeerApplication {

    private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("spring.main.web-application-type", "none"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.kafka.bootstrap-servers", "${KAFKA_BOOTSTRAP_SERVERS}"),
            Map.entry("spring.kafka.consumer.group-id", "${BENCH_GROUP}"),
            Map.entry("spring.kafka.consumer.auto-offset-reset", "earliest"),
            Map.entry("spring.kafka.consumer.properties[session.timeout.ms]", "${BENCH_SESSION_TIMEOUT_MS}"),
            Map.entry("spring.kafka.consumer.value-deserializer", BYTES + "Deserializer"),
            Map.entry("spring.kafka.producer.value-serializer", BYTES + "Serializer"),
            Map.entry("spring.datasource.url", "${JDBC_URL}"),
            Map.entry("spring.datasource.username", "${JDBC_USER}"),
            Map.entry("spring.datasource.password", "${JDBC_PASSWORD}"));

    private PeerApplication() {}

    /** Starts the application, which runs until it is stopped. */
    public static void run(Class<?> application) {
        SpringApplication spring = new SpringApplication(application);
        spring.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("peer", SETTINGS)));
        spring.run();
    }
}
