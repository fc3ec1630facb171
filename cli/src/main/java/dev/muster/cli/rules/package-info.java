/** Commands about rule sets, runs and the explanation of an owner, over HTTP. */
@NullMarked
package dev.muster.cli.rules;

import org.jspecify.annotations.NullMarked;
