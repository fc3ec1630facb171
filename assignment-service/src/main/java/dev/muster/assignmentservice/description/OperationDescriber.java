package dev.muster.assignmentservice.description;

import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.ErrorFormat;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Describes an operation: summary, parameters, example request and response, and errors in its dialect. */
final class OperationDescriber implements OperationCustomizer {

    private static final String JSON = "application/json";

    private final Examples examples;
    private final Dialects dialects;
    private final JsonMapper mapper;

    OperationDescriber(Examples examples, Dialects dialects, JsonMapper mapper) {
        this.examples = examples;
        this.dialects = dialects;
        this.mapper = mapper;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Dialects.Dialect dialect = dialects.of(handler);
        operation.setTags(List.of(dialect.title()));
        Examples.Example example = examples.of(handler);
        if (example != null) {
            describe(operation, example);
        }
        RequiresPermission requires = handler.getMethodAnnotation(RequiresPermission.class);
        if (requires != null) {
            operation.setDescription("Permission: `" + requires.value().scope() + "`.");
            InterfaceDescription.SCHEMES.forEach(
                    scheme -> operation.addSecurityItem(new SecurityRequirement().addList(scheme)));
            errorsOf(example).forEach(error -> add(operation, dialect.format(), error));
        }
        return operation;
    }

    private static void describe(Operation operation, Examples.Example example) {
        operation.setSummary(example.summary());
        Map<String, String> parameters = example.parameters();
        if (parameters != null) {
            parameters.forEach((name, meaning) -> add(operation, name, meaning));
        }
        JsonNode request = example.request();
        if (request != null) {
            add(operation, request);
        }
        ApiResponses responses = operation.getResponses();
        String status = String.valueOf(example.status());
        ApiResponse success = responses.remove("200");
        ApiResponse answer = responses.getOrDefault(status, success == null ? new ApiResponse() : success);
        answer.setDescription(example.summary());
        JsonNode response = example.response();
        Map<String, Examples.Stream> streams = example.streams();
        if (streams != null) {
            Content content = new Content();
            streams.forEach((type, stream) -> content.addMediaType(
                    type, new MediaType().schema(new StringSchema()).example(stream.body())));
            answer.setContent(content);
        } else if (response == null) {
            answer.setContent(null);
        } else {
            answer.setContent(new Content().addMediaType(JSON, mediaType(answer).example(toPlainJava(response))));
        }
        responses.addApiResponse(status, answer);
    }

    /** Adds parameters that handlers read themselves, in order to report all problems at once. */
    private static void add(Operation operation, String name, String meaning) {
        String header = "header ";
        boolean inHeader = name.startsWith(header);
        String plainName = inHeader ? name.substring(header.length()) : name;
        List<Parameter> known = operation.getParameters() == null ? List.of() : List.copyOf(operation.getParameters());
        known.stream()
                .filter(one -> one.getName().equals(plainName))
                .findFirst()
                .orElseGet(() -> {
                    Parameter added = new Parameter()
                            .name(plainName)
                            .in(inHeader ? "header" : "query")
                            .schema(new StringSchema());
                    operation.addParametersItem(added);
                    return added;
                })
                .description(meaning);
    }

    private static void add(Operation operation, JsonNode request) {
        RequestBody body = operation.getRequestBody() == null ? new RequestBody() : operation.getRequestBody();
        if (body.getContent() == null) {
            body.setContent(new Content().addMediaType(JSON, new MediaType()));
        }
        body.getContent().values().forEach(type -> type.setExample(toPlainJava(request)));
        operation.setRequestBody(body);
    }

    private static MediaType mediaType(ApiResponse response) {
        return response.getContent() == null || response.getContent().isEmpty()
                ? new MediaType()
                : response.getContent().values().iterator().next();
    }

    private static List<ApiException> errorsOf(Examples.@Nullable Example example) {
        List<ApiException> errors = new ArrayList<>(List.of(
                ApiException.invalid("field", "what is wrong with it", "what was sent"),
                ApiException.of(Kind.CREDENTIALS_MISSING, "credentials_missing", "no credentials were given"),
                ApiException.of(Kind.CREDENTIALS_INVALID, "credentials_invalid", "the credentials are not good"),
                ApiException.of(Kind.PERMISSION_MISSING, "permission_missing", "the caller has no such permission"),
                ApiException.of(Kind.UNAVAILABLE, "unavailable", "the service cannot do this now; try again later")));
        if (example != null && example.missing() != null) {
            errors.add(ApiException.notFound(example.missing()));
        }
        return errors;
    }

    private void add(Operation operation, ErrorFormat format, ApiException error) {
        ErrorFormat.Response written = format.responseTo(error);
        ApiResponse response = operation
                .getResponses()
                .computeIfAbsent(
                        String.valueOf(written.status()),
                        status -> new ApiResponse()
                                .description(written.status() + " in this dialect")
                                .content(new Content().addMediaType(JSON, new MediaType())));
        MediaType type = mediaType(response);
        type.addExamples(error.code(), new Example().value(toPlainJava(mapper.valueToTree(written.body()))));
        response.setContent(new Content().addMediaType(JSON, type));
    }

    /** Springdoc uses another major version of Jackson, which cannot serialize this mapper's trees. */
    private static Object toPlainJava(JsonNode json) {
        return JsonMapper.shared().treeToValue(json, Object.class);
    }
}
