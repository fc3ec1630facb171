/** Which installation of Muster a command talks to: addresses, Kafka properties and token. */
@NullMarked
package dev.muster.cli.installation;

import org.jspecify.annotations.NullMarked;
