package dev.muster.assignmentservice.http;

import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenIssuer;
import dev.muster.assignmentservice.security.TokenIssuer.TokenSpecification;
import dev.muster.assignmentservice.security.TokenRefusedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues opaque tokens for tests, through the service's own code. */
public final class TestTokens {

    private static final Caller MAKER = Caller.platformAdministrator("test", null);

    private final TokenIssuer issue;

    public TestTokens(Pipeline pipeline) {
        issue = pipeline.context().getBean(TokenIssuer.class);
    }

    /** Tokens of the shared service. */
    public static TestTokens shared() {
        return new TestTokens(Pipeline.shared());
    }

    /** A platform administrator's token. */
    public String platformAdministrator() {
        return issue("administrator", null, true);
    }

    /** A token of a registered organization with the permissions; its subject is {@code token:test:…}. */
    public String of(String organizationId, Permission... permissions) {
        return issue("test", organizationId, false, permissions);
    }

    /** A token of a registered organization with all permissions. */
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
        } catch (TokenRefusedException e) {
            throw new IllegalStateException(e);
        }
    }
}
