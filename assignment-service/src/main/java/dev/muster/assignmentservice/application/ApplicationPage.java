package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationOrder.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, in its order, without the reported data.
 *
 * @param next the place where it goes on; null when it ends here
 */
public record ApplicationPage(
        List<Application> applications, @Nullable Place next) {}
