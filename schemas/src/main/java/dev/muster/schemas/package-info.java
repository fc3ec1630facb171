/** The topics, the released versions of their schemas, and the codec between bytes and Avro records. */
@NullMarked
package dev.muster.schemas;

import org.jspecify.annotations.NullMarked;
