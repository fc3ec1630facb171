@NullMarked
package dev.muster.cli.agreement;

import org.jspecify.annotations.NullMarked;
