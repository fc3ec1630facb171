package dev.muster.assignmentservice.application;

/** A sort order and its direction. */
public record ApplicationOrder(ApplicationSort sort, boolean descending) {

    /**
     * A keyset cursor: the position after an application in the order.
     *
     * @param key the sort key; in ISO-8601 for {@link ApplicationSort#CREATED_AT}
     */
    public record Cursor(ApplicationOrder order, String key, String applicationId) {}
}
