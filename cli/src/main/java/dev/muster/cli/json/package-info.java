/** Records of all topics as plain JSON, and reports out of JSON. */
@NullMarked
package dev.muster.cli.json;

import org.jspecify.annotations.NullMarked;
