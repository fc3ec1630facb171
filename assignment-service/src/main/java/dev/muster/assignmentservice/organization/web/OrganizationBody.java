package dev.muster.assignmentservice.organization.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organization as in the contract document.
 *
 * @param createdAt ISO-8601 in UTC, with microseconds
 * @param properties a JSON object, as text
 */
record OrganizationBody(
        @Nullable App app,
        String createdAt,
        String description,
        long devicesCount,
        @Nullable Image favicon,
        String id,
        @JsonProperty("isActive") boolean active,
        String label,
        List<Limit> limits,
        @Nullable Image logo,
        String name,
        @JsonRawValue String properties,
        String url,
        long usersCount) {

    /** An application; its label is its id. */
    record App(String id, String label, String name, String url) {}

    /** URLs of an image: 36 px and 50 px high, and the original. */
    record Image(String h36, String h50, String raw) {}

    /** The count of something and its maximum; {@code *} means no limit. */
    record Limit(
            @JsonProperty("actual_value") long actualValue,
            @Nullable String icon,
            @JsonProperty("max_value") String maxValue,
            String name,
            String type) {

        /** The limits of the document; those that exist only in its own product are 0. */
        static List<Limit> of(long devices, long users) {
            return List.of(
                    limit(devices, "hdd-o", "Devices", "devices"),
                    limit(0, "envelope", "Emails", "emails"),
                    limit(0, "signal", "Variables", "variables"),
                    limit(users, "users", "Users", "users"),
                    limit(0, "spinner", "Dots", "dots"),
                    limit(0, "mobile-phone", "SMS", "sms"),
                    limit(0, null, "Voice", "voice"));
        }

        private static Limit limit(long actual, @Nullable String icon, String name, String type) {
            return new Limit(actual, icon, "*", name, type);
        }
    }

    /**
     * A page of a list.
     *
     * @param count number of entries in the whole list
     * @param next the URL of the next page; null on the last one
     * @param previous the URL of the page before; null on the first one
     */
    record PageBody<T>(
            long count, @Nullable String next, @Nullable String previous, List<T> results) {

        /** A list with one organization. */
        static PageBody<OrganizationBody> of(OrganizationBody organization) {
            return new PageBody<>(1, null, null, List.of(organization));
        }
    }

    /** An organization that something else refers to. */
    record Reference(String id, String label, String name, String url) {}

    /**
     * An application as the product of the contract shows a device; its label is its id.
     *
     * @param createdAt when it was first seen, ISO-8601 in UTC, with microseconds
     * @param description what it is an instance of
     * @param lastActivity when it was reported last, in milliseconds since 1970
     */
    record Device(
            String createdAt,
            String description,
            String id,
            @JsonProperty("isActive") boolean active,
            String label,
            long lastActivity,
            String name,
            Reference organization,
            String url) {}

    /**
     * A member of an organization. Muster knows no names and addresses of users.
     *
     * @param createdAt when it was registered, ISO-8601 in UTC, with microseconds
     * @param username its id
     */
    record Member(
            String createdAt,
            @Nullable String email,
            String firstName,
            String id,
            @JsonProperty("isActive") boolean active,
            String lastName,
            String username) {}
}
