package dev.muster.http;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts attempts per key in windows of one minute. Thread-safe. */
public final class RateLimit {

    /** Keys that are counted at once; the least recently used one is forgotten first. */
    private static final int MAX_KEYS = 10_000;

    private static final long WINDOW_S = 60;

    private record Window(long begin, int attempts) {}

    private final int maxPerMinute;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /**
     * Creates a limit.
     *
     * @param maxPerMinute attempts of one key in a minute; 0 for no limit
     */
    public RateLimit(int maxPerMinute, Clock clock) {
        this.maxPerMinute = maxPerMinute;
        this.clock = clock;
    }

    /** Counts an attempt. Returns 0 when it is within the limit, else the seconds until the next one may succeed. */
    public synchronized long count(String key) {
        if (maxPerMinute == 0) {
            return 0;
        }
        long now = clock.instant().getEpochSecond();
        Window window = windows.get(key);
        if (window == null || now - window.begin() >= WINDOW_S || now < window.begin()) {
            window = new Window(now, 0);
        }
        windows.put(key, new Window(window.begin(), Math.min(window.attempts() + 1, maxPerMinute + 1)));
        return window.attempts() < maxPerMinute ? 0 : Math.max(1, window.begin() + WINDOW_S - now);
    }
}
