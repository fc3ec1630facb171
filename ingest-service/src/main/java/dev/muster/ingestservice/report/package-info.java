@NullMarked
package dev.muster.ingestservice.report;

import org.jspecify.annotations.NullMarked;
