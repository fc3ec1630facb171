package dev.muster.cli.inventory;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as 90s, 30m, 8h and 7d. */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,9})([smhd])");
    private static final long SECONDS_OF_DAY = 86_400;
    private static final long SECONDS_OF_HOUR = 3_600;
    private static final long SECONDS_OF_MINUTE = 60;

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORMAT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("expected a duration such as 90s, 30m, 8h or 7d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** The text of whole seconds, in the largest unit that divides them. */
    static String format(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % SECONDS_OF_DAY == 0) {
            return seconds / SECONDS_OF_DAY + "d";
        }
        if (seconds % SECONDS_OF_HOUR == 0) {
            return seconds / SECONDS_OF_HOUR + "h";
        }
        return seconds % SECONDS_OF_MINUTE == 0 ? seconds / SECONDS_OF_MINUTE + "m" : seconds + "s";
    }
}
