/** The pool of database sessions, background sessions for monitoring, and gauges and checks of the database. */
@NullMarked
package dev.muster.messaging.database;

import org.jspecify.annotations.NullMarked;
