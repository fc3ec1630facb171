package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.web.OrganizationBody.PageBody;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows only the fields that the parameter {@code fields} names, separated by commas. Names of fields that an object does
 * not have are ignored, as in the product of the contract.
 */
@RestControllerAdvice(assignableTypes = {OrganizationController.class, OrganizationAppController.class})
class FieldSelection implements ResponseBodyAdvice<Object> {

    private final JsonMapper json;

    FieldSelection(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType selectedContentType,
            Class<? extends HttpMessageConverter<?>> selectedConverterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        Set<String> names = request.getMethod().equals(HttpMethod.GET)
                ? names(((ServletServerHttpRequest) request).getServletRequest().getQueryString())
                : Set.of();
        if (body == null || names.isEmpty()) {
            return body;
        }
        if (body instanceof PageBody<?> page) {
            List<Object> results =
                    page.results().stream().map(one -> select(one, names)).toList();
            return new PageBody<>(page.count(), page.next(), page.previous(), results);
        }
        return body instanceof OrganizationBody || body instanceof OrganizationBody.App ? select(body, names) : body;
    }

    private static Set<String> names(@Nullable String query) {
        return FormParser.of(query == null ? "" : query, "query").stream()
                .filter(pair -> pair.getKey().equals(ListParameters.FIELDS)
                        && !pair.getValue().isEmpty())
                .flatMap(pair -> Arrays.stream(pair.getValue().split(",", -1)))
                .collect(Collectors.toSet());
    }

    private Object select(Object shown, Set<String> names) {
        Map<String, JsonNode> selected = new LinkedHashMap<>();
        ObjectNode all = json.valueToTree(shown);
        all.properties().forEach(field -> {
            if (names.contains(field.getKey())) {
                selected.put(field.getKey(), field.getValue());
            }
        });
        return selected;
    }
}
