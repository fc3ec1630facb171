/** Whether what the topics say and what the tables hold is the same. */
@NullMarked
package dev.muster.cli.agreement;

import org.jspecify.annotations.NullMarked;
