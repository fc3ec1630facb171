package dev.muster.assignmentservice.run;

import dev.muster.text.Sha256;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tokens of previews: what a preview has shown may be done once, within an hour, as long as it is still true. */
public final class PlanTokens {

    /** How long a token is valid. */
    public static final Duration VALIDITY = Duration.ofHours(1);

    private static final int BYTES = 24;

    private final Store store;
    private final SecureRandom random = new SecureRandom();

    /** Stores hashes of tokens, in the caller's transaction. */
    public interface Store {

        void add(String tokenHash, StoredPlan plan);

        /** The plan, locked until the transaction ends; null when there is none. */
        @Nullable
        StoredPlan lock(String tokenHash);

        void markUsed(String tokenHash, Instant now);
    }

    /**
     * What a token stands for.
     *
     * @param subject what was previewed, see {@link #subjectOf}
     * @param baseRevision the revision of the rule set that was in force; 0 for none
     * @param changes the number of applications that would change
     * @param usedAt null when it was not used
     */
    public record StoredPlan(
            String subject,
            long baseRevision,
            long changes,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    /**
     * A used token.
     *
     * @param problem a stable code when it cannot be used; null otherwise
     */
    record Plan(long changes, @Nullable String problem, String message) {

        private static Plan problem(String code, String message) {
            return new Plan(0, code, message);
        }
    }

    public PlanTokens(Store store) {
        this.store = store;
    }

    /** What a preview was about, as a hash. */
    public static String subjectOf(String... parts) {
        return Sha256.hex(String.join("\n", parts));
    }

    /** Creates a token. */
    public String create(String subject, long baseRevision, long changes, Instant now) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        store.add(Sha256.hex(token), new StoredPlan(subject, baseRevision, changes, now.plus(VALIDITY), null));
        return token;
    }

    /** Uses a token. It stays unused when the caller's transaction is rolled back. */
    Plan use(String token, String subject, long revision, Instant now) {
        String hash = Sha256.hex(token);
        StoredPlan stored = store.lock(hash);
        if (stored == null) {
            return Plan.problem("plan_token_invalid", "there is no such plan token: preview again");
        }
        if (stored.usedAt() != null) {
            return Plan.problem("plan_token_used", "the plan token was used already: preview again");
        }
        if (!now.isBefore(stored.expiresAt())) {
            return Plan.problem("plan_token_expired", "the plan token has expired: preview again");
        }
        if (!stored.subject().equals(subject)) {
            return Plan.problem("plan_token_other", "the plan token is of another preview");
        }
        if (stored.baseRevision() != revision) {
            return Plan.problem("plan_token_outdated", "the rule set has changed since the preview: preview again");
        }
        store.markUsed(hash, now);
        return new Plan(stored.changes(), null, "");
    }
}
