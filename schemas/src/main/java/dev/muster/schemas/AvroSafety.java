package dev.muster.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Limits for decoding untrusted bytes with Avro: how much memory a length in the bytes can make it allocate, and which
 * classes it may instantiate. System properties that are set already stay.
 */
final class AvroSafety {

    private static final int MAX_STRING_BYTES = 10_000_000;
    private static final int MAX_ITEMS = 1_000_000;

    private AvroSafety() {}

    /** Must be called before the first use of an Avro decoder, which reads the limits once. */
    static void apply() {
        setIfAbsent("org.apache.avro.limits.string.maxLength", MAX_STRING_BYTES);
        setIfAbsent("org.apache.avro.limits.bytes.maxLength", MAX_STRING_BYTES);
        setIfAbsent("org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS);
        ClassSecurityPredicate musterClasses = type -> type.getName().startsWith("dev.muster.");
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), musterClasses));
    }

    private static void setIfAbsent(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }
}
