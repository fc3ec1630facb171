package dev.muster.assignmentservice.application;

/** An order and its direction. */
public record ApplicationOrder(ApplicationSort sort, boolean descending) {

    /**
     * A place in the order, behind an application.
     *
     * @param key what the order goes by; of {@link ApplicationSort#CREATED_AT} in ISO-8601
     */
    public record Place(ApplicationOrder order, String key, String applicationId) {}
}
