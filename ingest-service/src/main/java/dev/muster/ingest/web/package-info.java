/** The agents' edge: HTTP in, reports onto their topic out. */
@NullMarked
package dev.muster.ingest.web;

import org.jspecify.annotations.NullMarked;
