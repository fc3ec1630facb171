package dev.muster.assignmentservice.http;

import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenIssuer;
import dev.muster.assignmentservice.security.TokenNotIssuedException;
import dev.muster.assignmentservice.security.TokenSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opaque tokens for tests, made the way the service makes them. */
public final class TestTokens {

    private static final Caller MAKER = Caller.platformAdministrator("test", null);

    private final TokenIssuer issue;

    public TestTokens(Pipeline pipeline) {
        issue = pipeline.context().getBean(TokenIssuer.class);
    }

    /** Of the shared service. */
    public static TestTokens shared() {
        return new TestTokens(Pipeline.shared());
    }

    /** May do everything, everywhere. */
    public String platformAdministrator() {
        return issue("administrator", null, true);
    }

    /** Of an organization that is registered, with the permissions; its subject is {@code token:test:…}. */
    public String of(String organizationId, Permission... permissions) {
        return issue("test", organizationId, false, permissions);
    }

    /** Of an organization that is registered, with all permissions. */
    public String ofWithAll(String organizationId) {
        return of(organizationId, Permission.values());
    }

    private String issue(
            String name, @Nullable String organizationId, boolean platformAdministrator, Permission... permissions) {
        Instant expiresAt = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
        try {
            return issue.issue(
                            MAKER,
                            new TokenSpecification(
                                    name, organizationId, platformAdministrator, Set.of(permissions), expiresAt))
                    .text();
        } catch (TokenNotIssuedException e) {
            throw new IllegalStateException(e);
        }
    }
}
