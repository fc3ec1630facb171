package dev.muster.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * What Avro may do with bytes from others: bounds on what a length inside of them can make it allocate, and the
 * classes that it may instantiate. What an operator set on the command line stays.
 */
final class AvroSafety {

    private static final int MAX_STRING_BYTES = 10_000_000;
    private static final int MAX_ITEMS = 1_000_000;

    private AvroSafety() {}

    /** Avro reads the bounds once, when its decoder is first used: this has to come before. */
    static void apply() {
        setIfAbsent("org.apache.avro.limits.string.maxLength", MAX_STRING_BYTES);
        setIfAbsent("org.apache.avro.limits.bytes.maxLength", MAX_STRING_BYTES);
        setIfAbsent("org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS);
        ClassSecurityPredicate own = type -> type.getName().startsWith("dev.muster.");
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), own));
    }

    private static void setIfAbsent(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }
}
