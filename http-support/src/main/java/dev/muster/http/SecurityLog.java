package dev.muster.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs and counts what matters for security: refused logins and rights, tokens made, first used and revoked. Log lines have
 * fields and no secrets; those about refusals are limited to {@value #MAX_LINES_PER_SECOND} a second. The counter
 * {@code muster_security_events_total} has all. Thread-safe.
 */
public final class SecurityLog {

    /** What happened. The name in lower case is the tag {@code event} of the counter. */
    public enum Event {
        /** Credentials are missing or wrong. */
        LOGIN_REFUSED,
        /** Further attempts are delayed after too many refused ones. */
        LOGIN_DELAYED,
        /** The caller is known, and lacks a permission or the access to an object. */
        ACCESS_REFUSED,
        TOKEN_CREATED,
        /** A caller was authenticated with a token for the first time. */
        TOKEN_FIRST_USED,
        TOKEN_REVOKED
    }

    private static final Logger log = LoggerFactory.getLogger("dev.muster.security");

    /** What callers without credentials can cause. It must not hide the lines about tokens. */
    private static final Set<Event> LIMITED =
            EnumSet.of(Event.LOGIN_REFUSED, Event.LOGIN_DELAYED, Event.ACCESS_REFUSED);

    private static final int MAX_LINES_PER_SECOND = 20;
    private static final int MAX_VALUE_LENGTH = 100;

    private final Map<Event, Counter> counters = new EnumMap<>(Event.class);
    private final Clock clock;
    private long second;
    private int linesInSecond;
    private long omitted;

    public SecurityLog(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        for (Event event : Event.values()) {
            counters.put(
                    event,
                    Counter.builder("muster.security.events")
                            .description("Refused logins and rights; tokens made, first used and revoked")
                            .tag("event", name(event))
                            .register(registry));
        }
    }

    /**
     * Records an event.
     *
     * @param reason a stable code, such as {@code credentials_invalid}
     * @param actor who did it, or claims to have; null when unknown
     * @param address the address of the client; that of the proxy behind one, unless forwarded headers are believed
     * @param subject what it is about, such as the id of a token or a path; null when there is nothing more to say
     */
    public void record(
            Event event, String reason, @Nullable String actor, @Nullable String address, @Nullable String subject) {
        Counter counter = counters.get(event);
        if (counter != null) {
            counter.increment();
        }
        long omittedBefore = LIMITED.contains(event) ? acquireLine() : 0;
        if (omittedBefore < 0) {
            return;
        }
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue("event", name(event))
                .addKeyValue("reason", reason)
                .addKeyValue("actor", shown(actor))
                .addKeyValue("address", shown(address))
                .addKeyValue("subject", shown(subject));
        if (omittedBefore > 0) {
            line = line.addKeyValue("omitted_before", omittedBefore);
        }
        // As a field, structured logs have the request id from the MDC.
        line.log(
                "security event {} reason={} actor={} request_id={}",
                name(event),
                reason,
                shown(actor),
                shown(MDC.get(RequestIdFilter.MDC_KEY)));
    }

    /** The number of events that were not logged since the last line; -1 when this one is not logged either. */
    private synchronized long acquireLine() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            linesInSecond = 0;
        }
        if (linesInSecond == MAX_LINES_PER_SECOND) {
            omitted++;
            return -1;
        }
        linesInSecond++;
        long before = omitted;
        omitted = 0;
        return before;
    }

    private static String name(Event event) {
        return event.name().toLowerCase(Locale.ROOT);
    }

    /** Claimed names come from anyone: control characters would forge lines and terminal output. */
    private static String shown(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MAX_VALUE_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
