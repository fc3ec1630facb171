package dev.muster.assignmentservice.security;

import dev.muster.assignmentservice.security.TokenNotIssuedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes opaque tokens. None of them may do or reach more than who made it. */
public final class TokenIssuer {

    /** How long a token is good at the longest. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private final TokenStore tokens;
    private final AccessScope reach;
    private final Clock clock;

    /** Makes them there. */
    public TokenIssuer(TokenStore tokens, AccessScope reach, Clock clock) {
        this.tokens = tokens;
        this.reach = reach;
        this.clock = clock;
    }

    /**
     * Makes a token, in the caller's transaction.
     *
     * @throws TokenNotIssuedException when the wisher may not have it
     */
    public IssuedToken issue(Caller wisher, TokenSpecification wish) throws TokenNotIssuedException {
        Instant now = clock.instant();
        if (!now.isBefore(wish.expiresAt()) || wish.expiresAt().isAfter(now.plus(LONGEST))) {
            throw new TokenNotIssuedException(Reason.EXPIRY_OUT_OF_BOUNDS);
        }
        refuseMoreThanOwn(wisher, wish);
        String organizationId = organization(wisher, wish);
        UUID tokenId = UUID.randomUUID();
        ApiToken token = new ApiToken(
                tokenId,
                wish.name(),
                ApiToken.subjectOf(wish.name(), tokenId),
                organizationId,
                wish.platformAdministrator(),
                wish.permissions(),
                now,
                wisher.subject(),
                wish.expiresAt(),
                null);
        String text = TokenText.random();
        tokens.add(token, TokenText.hash(text));
        return new IssuedToken(token, text);
    }

    private static void refuseMoreThanOwn(Caller wisher, TokenSpecification wish) throws TokenNotIssuedException {
        if (wish.platformAdministrator() && !wisher.platformAdministrator()) {
            throw new TokenNotIssuedException(Reason.ADMINISTRATORS_ONLY);
        }
        if (!wish.permissions().stream().allMatch(wisher::may)) {
            throw new TokenNotIssuedException(Reason.SCOPES_EXCEED_OWN);
        }
    }

    private @Nullable String organization(Caller wisher, TokenSpecification wish) throws TokenNotIssuedException {
        String key = wish.organizationKey();
        if (key == null) {
            if (wisher.organizationId() == null && !wish.platformAdministrator()) {
                throw new TokenNotIssuedException(Reason.ORGANIZATION_REQUIRED);
            }
            return wisher.organizationId();
        }
        OrganizationNode named = reach.findOrganization(key);
        if (named == null || !reach.reaches(wisher, named.organizationId())) {
            throw new TokenNotIssuedException(Reason.ORGANIZATION_NOT_FOUND);
        }
        return named.organizationId();
    }
}
