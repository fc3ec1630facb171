package dev.muster.assignmentservice.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Describes the API as a whole: title, authentication, and one path per operation. */
final class InterfaceDescription implements OpenApiCustomizer {

    /** The alternative ways to send a token. */
    static final List<String> SCHEMES = List.of("bearer", "x-auth-token");

    @Override
    public void customise(OpenAPI description) {
        description.setInfo(new Info()
                .title("Muster: assignment service")
                .version("0.2.0")
                .description(
                        "Four dialects on one model. Each route speaks one of them, in its answers and its errors."));
        description
                .getComponents()
                .addSecuritySchemes(
                        SCHEMES.get(0),
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecuritySchemes(
                        SCHEMES.get(1),
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-Auth-Token"));
        Set<String> paths = Set.copyOf(description.getPaths().keySet());
        paths.stream()
                .filter(path -> isDuplicate(path, paths))
                .forEach(path -> description.getPaths().remove(path));
    }

    /** Paths are served with and without a trailing slash; only the form in the contract is described. */
    private static boolean isDuplicate(String path, Set<String> paths) {
        boolean slashed = path.endsWith("/");
        return path.startsWith("/api/v2.0/")
                ? !slashed && paths.contains(path + "/")
                : slashed && paths.contains(path.substring(0, path.length() - 1));
    }
}
