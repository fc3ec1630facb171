/** What the HTTP servers of the services share: ids of requests, limits, the security log. */
@NullMarked
package dev.muster.http;

import org.jspecify.annotations.NullMarked;
