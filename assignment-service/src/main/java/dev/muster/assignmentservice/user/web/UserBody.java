package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.user.ChangeUser.DefaultSpace;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a new user or of a change of one; fields that are absent are null. */
record UserBody(
        @JsonProperty("guid") @Nullable String guid,
        @JsonProperty("admin") @Nullable Boolean admin,
        @JsonProperty("default_space_guid") @Nullable JsonNode defaultSpaceGuid) {

    private static final String SPACE = "default_space_guid";

    /**
     * Reads the body. The classic Node client declares JSON as a form, and curl does so unless told otherwise.
     *
     * @throws ApiException when its type says that it is no JSON
     */
    static UserBody read(HttpServletRequest request, JsonMapper mapper) throws IOException {
        if (!mayBeJson(request.getContentType())) {
            throw ApiException.of(Kind.UNSUPPORTED_MEDIA_TYPE, "media_type_unsupported", "unsupported content type");
        }
        UserBody body;
        try {
            body = mapper.readValue(request.getInputStream().readAllBytes(), UserBody.class);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException(
                    "the body cannot be read", e, new ServletServerHttpRequest(request));
        }
        if (body == null) {
            throw ApiException.invalid("body", "required: a JSON object", null);
        }
        return body;
    }

    private static boolean mayBeJson(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.getSubtype().equalsIgnoreCase("json")
                    || type.getSubtype().toLowerCase(Locale.ROOT).endsWith("+json")
                    || type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The new default space; null to leave it unchanged. */
    @Nullable
    DefaultSpace defaultSpace() {
        if (defaultSpaceGuid == null) {
            return null;
        }
        if (defaultSpaceGuid.isNull()) {
            return new DefaultSpace(null);
        }
        if (!defaultSpaceGuid.isString()) {
            throw ApiException.invalid(SPACE, "has the wrong type", null);
        }
        // It is part of a URL, as the ids of users are.
        if (!UserIds.isValid(defaultSpaceGuid.stringValue())) {
            throw UserError.userInvalid(SPACE + " has to have " + UserIds.RULE);
        }
        return new DefaultSpace(defaultSpaceGuid.stringValue());
    }

    /** The content in a canonical form, for idempotency keys; that of a body with a guid alone is the guid. */
    String content() {
        return admin == null && defaultSpaceGuid == null
                ? String.valueOf(guid)
                : guid + " admin " + admin + " " + SPACE + " " + defaultSpaceGuid;
    }
}
