/** The HTTP API for agents. */
@NullMarked
package dev.muster.ingestservice.agent.web;

import org.jspecify.annotations.NullMarked;
