/** How a built service is started: its options and the archive of its classes. */
@NullMarked
package dev.muster.localstack.service;

import org.jspecify.annotations.NullMarked;
