package dev.muster.assignment.http;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.IssueTokens;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.access.TokenNotIssuedException;
import dev.muster.assignment.access.TokenWish;
import dev.muster.assignment.pipeline.Pipeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opaque tokens for tests, made the way the service makes them. */
public final class TestTokens {

    private static final Caller MAKER = Caller.platformAdministrator("test", null);

    private final IssueTokens issue;

    public TestTokens(Pipeline pipeline) {
        issue = pipeline.context().getBean(IssueTokens.class);
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
                            new TokenWish(name, organizationId, platformAdministrator, Set.of(permissions), expiresAt))
                    .text();
        } catch (TokenNotIssuedException e) {
            throw new IllegalStateException(e);
        }
    }
}
