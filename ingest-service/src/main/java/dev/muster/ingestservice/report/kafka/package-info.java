@NullMarked
package dev.muster.ingestservice.report.kafka;

import org.jspecify.annotations.NullMarked;
