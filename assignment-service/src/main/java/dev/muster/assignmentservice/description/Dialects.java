package dev.muster.assignmentservice.description;

import dev.muster.assignmentservice.web.ErrorFormat;
import java.util.List;
import java.util.Map;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** Which dialect a handler speaks: that of its package. */
final class Dialects {

    /** A dialect, and who writes its errors. */
    record Dialect(String title, ErrorFormat errors) {}

    private static final String WEB = ErrorFormat.class.getPackageName();
    private static final Map<String, String> TITLES = Map.of(
            "applications", "Applications",
            "systems", "Systems",
            "tokens", "API tokens",
            "organizations", "Organizations (v2.0)",
            "associations", "Organizations of an application",
            "users", "Users (v2)",
            "media", "Images");

    private final List<ErrorFormat> errors;

    Dialects(List<ErrorFormat> errors) {
        this.errors = errors;
    }

    Dialect of(HandlerMethod handler) {
        String name = handler.getBeanType().getPackageName();
        return new Dialect(
                TITLES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "Muster"),
                errors.stream()
                        .filter(one -> packageOf(one).equals(name))
                        .findFirst()
                        .orElseGet(() -> errors.stream()
                                .filter(one -> packageOf(one).equals(WEB))
                                .findFirst()
                                .orElseThrow()));
    }

    private static String packageOf(ErrorFormat errors) {
        return ClassUtils.getUserClass(errors).getPackageName();
    }
}
