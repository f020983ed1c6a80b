package io.qsa.base.config;

import java.time.Duration;

/**
 * The shortest and the longest expiry that a notifier grants. Immutable.
 *
 * @param shortest a request for less is answered with 423 and this value
 */
public record ExpiryRange(Duration shortest, Duration longest) {
    private static final int HOUR = 3600;
    private static final int WEEK = 7 * 24 * HOUR;

    /** A key of a configuration with its default in seconds. Immutable. */
    public record Key(String name, int absent) {}

    /**
     * Reads the range from two keys: the shortest is an hour at most (RFC 6665 section 4.2.1.1), the longest a week, and the
     * longest is not below the shortest.
     */
    public static ExpiryRange of(ConfigValues in, Key shortestKey, Key longestKey) {
        Duration shortest = in.seconds(shortestKey.name(), shortestKey.absent(), 0, HOUR);
        Duration longest = in.seconds(longestKey.name(), longestKey.absent(), 1, WEEK);
        if (longest.compareTo(shortest) < 0) {
            in.refuse(
                    longestKey.name(),
                    "at least " + shortestKey.name() + " (" + shortest.toSeconds() + ")",
                    String.valueOf(longest.toSeconds()));
        }
        return new ExpiryRange(shortest, longest);
    }

    /** The expiry for requests without one, from a key. */
    public static Duration ifNotAsked(ConfigValues in, Key key) {
        return in.seconds(key.name(), key.absent(), 1, WEEK);
    }

    /** The expiry that is granted to a request for this one, which is not below the shortest. */
    public Duration granted(Duration asked) {
        return asked.compareTo(longest) < 0 ? asked : longest;
    }
}
