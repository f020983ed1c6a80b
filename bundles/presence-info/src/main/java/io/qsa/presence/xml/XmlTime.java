package io.qsa.presence.xml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an instant as {@code xs:dateTime} with a time zone writes it (XML Schema Part 2, section 3.2.7; RFC 3339). */
public final class XmlTime {
    /** Up to the minutes; seconds; the first nine digits of their fraction; more digits; the time zone. */
    private static final Pattern PARTS =
            Pattern.compile("(.{11}[0-9]{2}:[0-9]{2}):([0-9]{2})(\\.[0-9]{1,9})?([0-9]*)([Zz+-].*)");

    private static final Pattern END_OF_DAY = Pattern.compile("(.{11})24:00:00(\\.0+)?([Zz+-].*)");
    private static final int LONGEST = 100;

    private XmlTime() {}

    /**
     * Accepts also the end of a day, {@code 24:00:00}, which is the start of the next one, and a leap second, which an
     * {@link Instant} does not have and which becomes the second after it; fractions of a nanosecond are dropped. Empty
     * if it is no time, or has no time zone.
     */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unusual) {
            return text.length() > LONGEST ? Optional.empty() : parseUnusual(text);
        }
    }

    private static Optional<Instant> parseUnusual(String text) {
        try {
            Matcher end = END_OF_DAY.matcher(text);
            if (end.matches()) {
                return Optional.of(OffsetDateTime.parse(end.group(1) + "00:00:00" + end.group(3))
                        .toInstant()
                        .plus(Duration.ofDays(1)));
            }
            Matcher parts = PARTS.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            boolean isLeap = parts.group(2).equals("60");
            String fraction = parts.group(3) == null || isLeap ? "" : parts.group(3);
            String usual = parts.group(1) + ":" + (isLeap ? "59" : parts.group(2)) + fraction + parts.group(5);
            return Optional.of(OffsetDateTime.parse(usual).toInstant().plusSeconds(isLeap ? 1 : 0));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
