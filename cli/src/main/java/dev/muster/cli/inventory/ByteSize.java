package dev.muster.cli.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size such as 64M; the units are KiB, MiB and GiB. */
record ByteSize(long bytes) {

    /** Reads sizes. */
    static final class Converter implements ITypeConverter<ByteSize> {

        private static final Pattern FORMAT = Pattern.compile("(\\d{1,9})([KMG])");
        private static final String UNITS = "KMG";
        private static final int BITS = 10;

        @Override
        public ByteSize convert(String text) {
            Matcher matcher = FORMAT.matcher(text.strip());
            if (!matcher.matches()) {
                throw new TypeConversionException("expected a size such as 500K, 64M or 1G, not '" + text + "'");
            }
            int power = UNITS.indexOf(matcher.group(2)) + 1;
            return new ByteSize(Long.parseLong(matcher.group(1)) << (power * BITS));
        }
    }
}
