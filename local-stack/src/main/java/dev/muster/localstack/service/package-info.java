/** How the services are run by whoever starts them here: on which options, and with an archive of their classes. */
@NullMarked
package dev.muster.localstack.service;

import org.jspecify.annotations.NullMarked;
