/**
 * Who owns an application and how it is rebranded: the rules, the handlers that apply them in the caller's transaction,
 * and the ports they need. Knows the JDK only.
 */
@NullMarked
package dev.muster.assignment.ownership;

import org.jspecify.annotations.NullMarked;
