package dev.muster.assignmentservice.description;

import dev.muster.assignmentservice.web.ErrorFormat;
import java.util.List;
import java.util.Map;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** Finds the dialect of a handler by its package. */
final class Dialects {

    /** A dialect and the format of its errors. */
    record Dialect(String title, ErrorFormat format) {}

    private static final String WEB = ErrorFormat.class.getPackageName();
    private static final Map<String, String> TITLES = Map.of(
            "application", "Applications",
            "system", "Systems",
            "security", "API tokens",
            "organization", "Organizations (v2.0)",
            "association", "Organizations of an application",
            "user", "Users (v2)",
            "media", "Images",
            "run", "Rules and runs");

    private final List<ErrorFormat> formats;

    Dialects(List<ErrorFormat> formats) {
        this.formats = formats;
    }

    Dialect of(HandlerMethod handler) {
        String name = handler.getBeanType().getPackageName();
        return new Dialect(
                TITLES.getOrDefault(featureOf(name), "Muster"),
                formats.stream()
                        .filter(one -> packageOf(one).equals(name))
                        .findFirst()
                        .orElseGet(() -> formats.stream()
                                .filter(one -> packageOf(one).equals(WEB))
                                .findFirst()
                                .orElseThrow()));
    }

    /** Controllers are in the package {@code web} of their feature. */
    private static String featureOf(String packageName) {
        String feature = packageName.substring(0, packageName.lastIndexOf('.'));
        return feature.substring(feature.lastIndexOf('.') + 1);
    }

    private static String packageOf(ErrorFormat format) {
        return ClassUtils.getUserClass(format).getPackageName();
    }
}
