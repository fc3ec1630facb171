package dev.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTest {

    private static final Path BASE = Path.of("kubernetes", "base");
    private static final Path EXAMPLE = Path.of("kubernetes", "example");
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Deployment", Deployment.class,
            "Service", Service.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "NetworkPolicy", NetworkPolicy.class,
            "ServiceMonitor", ServiceMonitor.class);

    /** The models keep what they do not know in a map; without it, an unknown property is an error. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {

                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    @Test
    void manifestsHaveNoUnknownProperty() throws IOException {
        assertThat(manifests())
                .hasSize(8)
                .allSatisfy(
                        manifest -> assertThat(manifest.getMetadata().getName()).startsWith("muster"));
    }

    @Test
    void unknownPropertyIsFound() throws IOException {
        JsonNode deployment = YamlFiles.readAll(BASE.resolve("ingest.yaml")).get(0);
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/resources")).put("limit", "1Gi");

        assertThatThrownBy(() -> parse(deployment)).hasMessageContaining("limit");
    }

    @Test
    void kustomizationNamesEachManifest() throws IOException {
        List<String> files = new ArrayList<>();
        try (var folder = Files.newDirectoryStream(BASE, "*.yaml")) {
            folder.forEach(file -> files.add(file.getFileName().toString()));
        }
        files.remove("kustomization.yaml");

        assertThat(texts(YamlFiles.read(BASE.resolve("kustomization.yaml")).get("resources")))
                .containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "assignment"})
    void exampleGivesTheSecretsConfigMapAndImageThatAServiceNames(String service) throws IOException {
        Deployment deployment = deployment(service);
        JsonNode example = YamlFiles.read(EXAMPLE.resolve("kustomization.yaml"));

        assertThat(names(example.get("secretGenerator")))
                .contains(deployment
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes()
                        .get(0)
                        .getSecret()
                        .getSecretName());
        assertThat(names(example.get("configMapGenerator")))
                .contains(
                        container(service).getEnvFrom().get(0).getConfigMapRef().getName());
        assertThat(names(example.get("images"))).contains(container(service).getImage());
    }

    @Test
    void exampleSetsOnlySettingsThatAreDocumented() throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newBufferedReader(EXAMPLE.resolve("muster.env"))) {
            settings.load(in);
        }
        String page = Files.readString(Path.of("..", "docs", "operations", "settings.md"));

        assertThat(new TreeSet<>(settings.stringPropertyNames()))
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "assignment"})
    void probesRestartNoInstanceThatWaitsForAPeer(String service) throws IOException {
        Container container = container(service);

        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "assignment"})
    void manifestAndImageUseTheSamePortAndUser(String service) throws IOException {
        String image = Files.readString(Path.of("..", service + "-service", "Dockerfile"));
        Deployment deployment = deployment(service);

        assertThat(image)
                .contains("EXPOSE " + container(service).getPorts().get(0).getContainerPort())
                .contains("USER "
                        + deployment
                                .getSpec()
                                .getTemplate()
                                .getSpec()
                                .getSecurityContext()
                                .getRunAsUser() + ":");
    }

    private static Deployment deployment(String service) throws IOException {
        return manifests().stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .filter(deployment -> deployment.getMetadata().getName().equals("muster-" + service))
                .findFirst()
                .orElseThrow();
    }

    private static Container container(String service) throws IOException {
        return deployment(service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static List<HasMetadata> manifests() throws IOException {
        List<HasMetadata> manifests = new ArrayList<>();
        for (String file :
                texts(YamlFiles.read(BASE.resolve("kustomization.yaml")).get("resources"))) {
            for (JsonNode document : YamlFiles.readAll(BASE.resolve(file))) {
                manifests.add(parse(document));
            }
        }
        return manifests;
    }

    private static HasMetadata parse(JsonNode document) throws JsonProcessingException {
        String kind = document.get("kind").asText();
        HasMetadata manifest = STRICT.treeToValue(document, KINDS.get(kind));
        assertThat(document.get("apiVersion").asText())
                .as("apiVersion of %s", kind)
                .isEqualTo(HasMetadata.getApiVersion(manifest.getClass()));
        return manifest;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(entry -> names.add(entry.get("name").asText()));
        return names;
    }
}
