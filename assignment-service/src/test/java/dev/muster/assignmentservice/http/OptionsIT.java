package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OPTIONS and 405 name the methods that a route serves. */
class OptionsIT {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final Api api = Api.shared();
    private final String token = TestTokens.shared().platformAdministrator();

    /** A variable with a choice of values, as in {@code {relation:users|managers}}: the first one. */
    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:(\\w+)[^}]*}");

    /** All paths of the contracts, for objects that do not exist. */
    static Stream<String> paths() {
        return Routes.of(Pipeline.shared()).keySet().stream()
                .map(route -> CHOICE.matcher(route.substring(route.indexOf(' ') + 1))
                        .replaceAll("$1")
                        .replaceAll("\\{[^}]+}", "nobody"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void optionsAndWrongMethodsNameTheMethodsThatAreServed(String path) {
        Set<String> served = new TreeSet<>();
        Set<Set<String>> allowed = new HashSet<>();
        for (String method : METHODS) {
            Answer answer = api.call(method, path).bearer(token).send();
            if (answer.status() == 405) {
                allowed.add(allow(answer));
            } else {
                served.add(method);
            }
        }

        Answer options = api.call("OPTIONS", path).send();

        assertThat(allowed).as("of 405").isEqualTo(Set.of(served));
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.body()).isEmpty();
        served.add("OPTIONS");
        assertThat(allow(options)).isEqualTo(served);
    }

    @Test
    void optionsOfAnUnknownRouteIsNotFoundInTheWordsOfItsContract() {
        assertThat(api.call("OPTIONS", "/v2/spaces/a").send().body()).contains("CF-NotFound");
        assertThat(api.call("OPTIONS", "/api/v2.0/nowhere").send().body()).contains("404001");
        assertThat(api.call("OPTIONS", "/api/organizations/a/b").send().body()).contains("entity.not_found");
        assertThat(api.call("OPTIONS", "/nowhere").send().body()).contains("\"code\":404,");
    }

    private static Set<String> allow(Answer answer) {
        return Arrays.stream(answer.requiredHeader("Allow").split(","))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
