package dev.muster.assignmentservice.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.ownership.Ownership.Origin;
import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import dev.muster.assignmentservice.ownership.OwnershipAction.Kind;
import dev.muster.assignmentservice.ownership.TargetApplication.Presence;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnershipPolicyTest {

    private static final RuleReference RULE = new RuleReference("_platform", "mail");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final OrganizationFacts ACME = new OrganizationFacts("acme", true, "brand", null, "muster");
    private static final OrganizationFacts GONE = new OrganizationFacts("gone", false, null, null, "muster");
    private static final Map<String, OrganizationFacts> ORGANIZATIONS = Map.of("acme", ACME, "gone", GONE);

    @Test
    void applicationIsCheckedBeforeRevisionBeforeOrganization() {
        OwnershipAction unknownOwner = new OwnershipAction(Kind.ASSIGN_ORGANIZATION, "nobody");

        assertThat(decide(command(unknownOwner, 9L, false), absent(Presence.UNKNOWN))
                        .reason())
                .isEqualTo("application_not_found");
        assertThat(decide(command(unknownOwner, 9L, false), present(Ownership.NONE))
                        .reason())
                .isEqualTo("revision_conflict");
        assertThat(decide(command(unknownOwner, 3L, false), present(Ownership.NONE))
                        .reason())
                .isEqualTo("organization_not_found");
    }

    @Test
    void organizationIsCheckedBeforeUnchanged() {
        Ownership owned = new Ownership("gone", RebrandingOverride.INHERITED, null, null, "me", NOW, Origin.EXPLICIT);

        assertThat(decide(command(new OwnershipAction(Kind.ASSIGN_ORGANIZATION, "gone"), null, false), present(owned))
                        .reason())
                .isEqualTo("organization_inactive");
    }

    @Test
    void assigningTheSameOwnerKeepsTheAssigner() {
        Ownership owned =
                new Ownership("acme", RebrandingOverride.INHERITED, null, "brand", "first", NOW, Origin.EXPLICIT);

        Decision decision =
                decide(command(new OwnershipAction(Kind.ASSIGN_ORGANIZATION, "acme"), null, false), present(owned));

        assertThat(decision.status()).isEqualTo(Outcome.Status.UNCHANGED);
        assertThat(decision.after()).isNull();
    }

    @Test
    void assigningTheOwnerThatARuleGavePinsIt() {
        Ownership byRule = new Ownership(
                "acme",
                RebrandingOverride.INHERITED,
                null,
                "brand",
                "first",
                NOW,
                new Origin(Source.RULE, false, RULE, 3L, null));

        Decision decision =
                decide(command(new OwnershipAction(Kind.ASSIGN_ORGANIZATION, "acme"), null, false), present(byRule));

        assertThat(decision.status()).isEqualTo(Outcome.Status.APPLIED);
        assertThat(decision.change()).isEqualTo(OwnershipChange.Kind.ASSIGNED);
        assertThat(Objects.requireNonNull(decision.after()).changedFields(byRule))
                .contains("source", "pinned", "rule_id")
                .doesNotContain("organization_id");
    }

    @Test
    void unassigningWhatNobodyOwnsPinsItOnce() {
        OwnershipCommand unassign = command(action(), null, false);
        Decision first = decide(unassign, present(Ownership.NONE));

        assertThat(first.status()).isEqualTo(Outcome.Status.APPLIED);
        assertThat(Objects.requireNonNull(first.after()).changedFields(Ownership.NONE))
                .containsExactlyInAnyOrder("source", "pinned");
        assertThat(decide(unassign, present(first.after())).status()).isEqualTo(Outcome.Status.UNCHANGED);
    }

    @Test
    void releasingEndsThePinAndKeepsTheOwner() {
        Ownership pinned =
                new Ownership("acme", RebrandingOverride.INHERITED, null, "brand", "first", NOW, Origin.EXPLICIT);
        OwnershipCommand release = command(new OwnershipAction(Kind.RELEASE_TO_RULES, null), null, false);
        Decision decision = decide(release, present(pinned));

        assertThat(decision.status()).isEqualTo(Outcome.Status.APPLIED);
        assertThat(Objects.requireNonNull(decision.after()).changedFields(pinned))
                .containsExactly("pinned");
        assertThat(decide(release, present(decision.after())).status()).isEqualTo(Outcome.Status.UNCHANGED);
    }

    @Test
    void unassigningKeepsOverrideAndClearsAssigner() {
        Ownership owned =
                new Ownership("acme", RebrandingOverride.ENABLED, "acme", "acme", "first", NOW, Origin.EXPLICIT);

        Decision decision =
                decide(command(new OwnershipAction(Kind.UNASSIGN_ORGANIZATION, null), null, false), present(owned));

        assertThat(decision.after())
                .isEqualTo(
                        new Ownership(null, RebrandingOverride.ENABLED, "acme", "acme", null, null, Origin.EXPLICIT));
        assertThat(decision.change()).isEqualTo(OwnershipChange.Kind.UNASSIGNED);
    }

    @Test
    void commandWaitsUntilItExpires() {
        OwnershipAction action = new OwnershipAction(Kind.DISABLE_REBRANDING, null);

        assertThat(decide(expiring(action, NOW.plusNanos(1_000)), absent(Presence.REMOVED))
                        .status())
                .isEqualTo(Outcome.Status.WAITING);
        assertThat(decide(expiring(action, NOW), absent(Presence.REMOVED)).status())
                .isEqualTo(Outcome.Status.EXPIRED);
        assertThat(decide(expiring(action, NOW), present(Ownership.NONE)).status())
                .isEqualTo(Outcome.Status.APPLIED);
    }

    @Test
    void commandReceivedBeforeExpiryWaitsHoweverLateItIsRead() {
        OwnershipCommand command = expiring(action(), NOW.plusSeconds(1));

        assertThat(OwnershipPolicy.decide(command, absent(Presence.UNKNOWN), ORGANIZATIONS, NOW.plusSeconds(3_600))
                        .status())
                .isEqualTo(Outcome.Status.WAITING);
    }

    private static OwnershipAction action() {
        return new OwnershipAction(OwnershipAction.Kind.UNASSIGN_ORGANIZATION, null);
    }

    private static Decision decide(OwnershipCommand command, TargetApplication target) {
        return OwnershipPolicy.decide(command, target, ORGANIZATIONS, NOW);
    }

    private static OwnershipCommand command(OwnershipAction action, @Nullable Long expectedRevision, boolean waits) {
        return new OwnershipCommand(
                UUID.randomUUID(), NOW, NOW, "me", "s_a", expectedRevision, waits, null, action, null);
    }

    private static OwnershipCommand expiring(OwnershipAction action, Instant expiresAt) {
        return new OwnershipCommand(UUID.randomUUID(), NOW, NOW, "me", "s_a", null, true, expiresAt, action, null);
    }

    private static TargetApplication absent(Presence presence) {
        return new TargetApplication("s_a", presence, 0, null, null);
    }

    private static TargetApplication present(Ownership ownership) {
        return new TargetApplication(
                "s_a", Presence.PRESENT, 1, new ApplicationOwnership("s_a", 1, 3, ownership, true), null);
    }
}
