/**
 * A real Kafka broker and a real PostgreSQL on this machine, without containers.
 *
 * <p>Start at {@link dev.muster.localstack.LocalStack}. Everything listens on the loopback address only. Never a part of
 * a service.
 */
@NullMarked
package dev.muster.localstack;

import org.jspecify.annotations.NullMarked;
