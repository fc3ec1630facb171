/** What the tests of all modules run on: start at {@link dev.muster.testing.Infrastructure}. */
@NullMarked
package dev.muster.testing;

import org.jspecify.annotations.NullMarked;
