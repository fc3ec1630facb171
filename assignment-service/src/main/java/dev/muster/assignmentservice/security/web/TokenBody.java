package dev.muster.assignmentservice.security.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.security.ApiToken;
import dev.muster.assignmentservice.security.Scopes;
import dev.muster.assignmentservice.security.TokenIssuer.IssuedToken;
import dev.muster.assignmentservice.security.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token in responses. Only the response that creates it contains its text. */
@JsonPropertyOrder({
    "id",
    "name",
    "subject",
    "organization_id",
    "scopes",
    "created_at",
    "created_by",
    "expires_at",
    "revoked_at",
    "first_used_at",
    "token"
})
record TokenBody(
        @JsonProperty("id") UUID id,
        @JsonProperty("name") String name,
        @JsonProperty("subject") String subject,
        @JsonProperty("organization_id") @Nullable String organizationId,
        @JsonProperty("scopes") List<String> scopes,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("created_by") String createdBy,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("revoked_at") @Nullable Instant revokedAt,
        @JsonProperty("first_used_at") @Nullable Instant firstUsedAt,

        @JsonProperty("token") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String text) {

    static TokenBody of(ApiToken token) {
        return of(token, null);
    }

    static TokenBody of(IssuedToken issued) {
        return of(issued.token(), issued.text());
    }

    private static TokenBody of(ApiToken token, @Nullable String text) {
        String organizationId = token.organizationId();
        return new TokenBody(
                token.tokenId(),
                token.name(),
                token.subject(),
                organizationId == null ? null : OrganizationKeys.publicIdOf(organizationId),
                Scopes.of(token),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt(),
                token.revokedAt(),
                token.firstUsedAt(),
                text);
    }

    /** A page of tokens, newest first. */
    @JsonPropertyOrder({"tokens", "pagination"})
    record TokenPageBody(
            @JsonProperty("tokens") List<TokenBody> tokens,
            @JsonProperty("pagination") Pagination pagination) {

        @JsonPropertyOrder({"page", "page_size", "total_count", "total_pages"})
        record Pagination(
                @JsonProperty("page") int page,
                @JsonProperty("page_size") int pageSize,
                @JsonProperty("total_count") long totalCount,
                @JsonProperty("total_pages") long totalPages) {}

        static TokenPageBody of(TokenStore.Page found, int page, int pageSize) {
            return new TokenPageBody(
                    found.tokens().stream().map(TokenBody::of).toList(),
                    new Pagination(page, pageSize, found.total(), (found.total() + pageSize - 1) / pageSize));
        }
    }
}
