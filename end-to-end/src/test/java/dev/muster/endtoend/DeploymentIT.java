package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.localstack.FreePorts;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** TLS, a port of its own for health and metrics, and secrets in files, checked as the images check their health. */
@ResourceLock(Pipeline.LOCK)
class DeploymentIT {

    private static final String PASSWORD = "changeit";
    private static final Pattern HEALTH_CHECK = Pattern.compile("(?s)\nHEALTHCHECK .*?CMD (\\[.*?])\n");

    private final Infrastructure infrastructure = Infrastructure.shared();
    private final int managementPort = FreePorts.choose(0);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "assignment"})
    void serviceWithTlsAManagementPortAndSecretsInFilesIsHealthy(String name) throws Exception {
        Path keyStore = keyStore();
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("JDBC_PASSWORD"), password(name));
        Files.writeString(secrets.resolve("server.ssl.key-store-password"), PASSWORD);
        Map<String, String> environment = settings(name);
        environment.put("MUSTER_SECRETS_DIRECTORY", secrets.toString());
        environment.put("SERVER_SSL_KEY_STORE", keyStore.toString());
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        environment.put("MANAGEMENT_SERVER_SSL_ENABLED", "false");
        try (ServiceUnderTest ingest = waitedFor(name);
                ServiceUnderTest service = service(name, name + "-tls", environment)) {
            service.start();

            await().atMost(Duration.ofMinutes(2))
                    .failFast("the service ended, see its log", () -> !service.isRunning())
                    .until(() -> healthCheck(name, environment) == 0);

            String api = name.equals("ingest") ? "/api/systems/inventory" : "/api/applications";
            assertThat(getOverTls(keyStore, URI.create(service.url().replace("http:", "https:") + api)))
                    .isEqualTo(401);
            assertThat(service.status(api)).as("over plain HTTP").isEqualTo(400);
            HttpResponse<String> metrics = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + managementPort + "/actuator/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(metrics.body()).contains("muster_pipeline_up");
            assertThat(getOverTls(
                            keyStore,
                            URI.create(service.url().replace("http:", "https:") + "/actuator/health/readiness")))
                    .isNotEqualTo(200);
            assertThat(ingest.isRunning()).isTrue();
        }
    }

    @Test
    void serviceWithoutThemIsHealthyOnItsOnlyPort() throws Exception {
        Map<String, String> environment = settings("ingest");
        environment.put("JDBC_PASSWORD", infrastructure.ingestPassword());
        try (ServiceUnderTest service = service("ingest", "ingest-plain", environment)) {
            service.start();
            service.awaitReady();

            environment.put(
                    "SERVER_PORT", Integer.toString(URI.create(service.url()).getPort()));
            assertThat(healthCheck("ingest", environment)).isZero();
            service.stop();
            assertThat(healthCheck("ingest", environment)).isNotZero();
        }
    }

    /** The assignment-service waits for the view that an ingest-service creates; here it is the one under test, or another. */
    private ServiceUnderTest waitedFor(String name) {
        Map<String, String> environment = settings("ingest");
        environment.put("JDBC_PASSWORD", infrastructure.ingestPassword());
        ServiceUnderTest ingest = service("ingest", "ingest-beside-" + name, environment);
        ingest.start();
        ingest.awaitReady();
        return ingest;
    }

    private static ServiceUnderTest service(String name, String instance, Map<String, String> environment) {
        return name.equals("ingest")
                ? ServiceUnderTest.ingest(instance, Release.head(), environment)
                : ServiceUnderTest.assignment(instance, Release.head(), environment);
    }

    private Map<String, String> settings(String name) {
        return new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", infrastructure.bootstrapServers(),
                "JDBC_URL", infrastructure.jdbcUrl(),
                "JDBC_USER", name.equals("ingest") ? infrastructure.ingestUser() : infrastructure.assignmentUser()));
    }

    private String password(String name) {
        return name.equals("ingest") ? infrastructure.ingestPassword() : infrastructure.assignmentPassword();
    }

    /** Runs the health check of the image; returns its exit code. */
    private static int healthCheck(String name, Map<String, String> environment) throws IOException {
        Matcher check = HEALTH_CHECK.matcher(Files.readString(Path.of("..", name + "-service", "Dockerfile")));
        assertThat(check.find()).isTrue();
        List<String> command = JsonMapper.shared()
                .readTree(check.group(1))
                .valueStream()
                .map(part -> part.asString())
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putIfAbsent("SERVER_PORT", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** A key store with a self-signed certificate for localhost. */
    private Path keyStore() throws IOException, InterruptedException {
        Path file = folder.resolve("key-store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return file;
    }

    private static int getOverTls(Path keyStore, URI uri) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(trusting(keyStore))
                .build()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static SSLContext trusting(Path keyStore) throws IOException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "localhost", store.getCertificate(store.aliases().nextElement()));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
