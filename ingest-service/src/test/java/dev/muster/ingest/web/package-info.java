@NullMarked
package dev.muster.ingest.web;

import org.jspecify.annotations.NullMarked;
