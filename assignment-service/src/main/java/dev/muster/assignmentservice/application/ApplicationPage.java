package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, without the reported data.
 *
 * @param next the cursor of the next page; null when this is the last
 */
public record ApplicationPage(
        List<Application> applications, @Nullable Cursor next) {}
