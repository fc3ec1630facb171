package dev.muster.messaging;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PlaceholderResolutionException;

/** Reports a wrong or missing setting in one line that names its environment variable, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingErrorReporter implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger(SettingErrorReporter.class);

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");
    private static final Pattern PROPERTY = Pattern.compile("^(muster\\.[a-z0-9.-]+)");
    private static final Pattern UNRESOLVED = Pattern.compile("placeholder '([A-Z][A-Z0-9_]+)'");

    private final @Nullable ConfigurableEnvironment environment;

    SettingErrorReporter(@Nullable ConfigurableApplicationContext context) {
        environment = context == null ? null : context.getEnvironment();
    }

    @Override
    public boolean reportException(Throwable failure) {
        String problem = problemOf(failure);
        if (problem == null) {
            return false;
        }
        log.error("cannot start: {}; docs/operations/settings.md lists all settings", problem);
        return true;
    }

    private @Nullable String problemOf(Throwable failure) {
        BindException bind = null;
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof BindException found) {
                bind = found;
            }
            if (cause instanceof PlaceholderResolutionException) {
                Matcher missing = UNRESOLVED.matcher(String.valueOf(cause.getMessage()));
                if (missing.find()) {
                    return "the setting " + missing.group(1) + " is required";
                }
            }
        }
        if (bind == null) {
            return null;
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        Matcher named = PROPERTY.matcher(message);
        String property = named.find() ? named.group(1) : bind.getName().toString();
        ConfigurationProperty value = bind.getProperty();
        String variable = value == null ? null : variableIn(value.getValue());
        if (variable == null) {
            variable = variableOf(property);
        }
        return "the setting " + (variable == null ? property : variable) + " is invalid: " + message;
    }

    /** The environment variable that application.yml reads for a property; null when there is none. */
    private @Nullable String variableOf(String property) {
        if (environment == null) {
            return null;
        }
        for (PropertySource<?> source : environment.getPropertySources()) {
            String variable = variableIn(source.getProperty(property));
            if (variable != null) {
                return variable;
            }
        }
        return null;
    }

    private static @Nullable String variableIn(@Nullable Object value) {
        Matcher matcher = VARIABLE.matcher(String.valueOf(value));
        return matcher.find() ? matcher.group(1) : null;
    }
}
