package dev.muster.assignmentservice.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The organizations as rules need them: which stands below which, and which are active. */
public final class OrganizationPlaces {

    private final Map<String, Place> places;

    /** The place of one organization; {@code parentId} is null at the top of the tree. */
    public record Place(@Nullable String parentId, boolean active) {}

    /** All organizations by their id; deleted ones are left out. */
    public OrganizationPlaces(Map<String, Place> places) {
        this.places = Map.copyOf(places);
    }

    /** Whether the organization is registered. */
    public boolean knows(String organizationId) {
        return places.containsKey(organizationId);
    }

    /** Whether the organization is registered and may own applications. */
    public boolean isActive(String organizationId) {
        Place place = places.get(organizationId);
        return place != null && place.active();
    }

    /** Whether the first organization is the second one or stands below it. */
    public boolean isAtOrBelow(String organizationId, String top) {
        String at = organizationId;
        while (at != null) {
            if (at.equals(top)) {
                return true;
            }
            Place place = places.get(at);
            at = place == null ? null : place.parentId();
        }
        return false;
    }

    /** Whether the organization stands strictly below the one with the set; every registered one is below the platform. */
    boolean isBelow(String organizationId, String setKey) {
        return setKey.equals(RuleSet.PLATFORM)
                ? knows(organizationId)
                : !organizationId.equals(setKey) && isAtOrBelow(organizationId, setKey);
    }
}
