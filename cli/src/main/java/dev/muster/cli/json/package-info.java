/** Conversion between records and JSON. */
@NullMarked
package dev.muster.cli.json;

import org.jspecify.annotations.NullMarked;
