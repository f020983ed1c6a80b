package io.qsa.messagesummary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of RFC 3842 section 5.2: the status, perhaps the account, then a line for each kind of message. What
 * follows the first empty line describes single messages and is passed over. Confined to its caller.
 */
final class MessageSummaryReader {
    private static final String KIND_ENDS_WITH = "-message";
    private static final Pattern COUNTS =
            Pattern.compile("(\\d{1,10})\\s*/\\s*(\\d{1,10})(?:\\s*\\(\\s*(\\d{1,10})\\s*/\\s*(\\d{1,10})\\s*\\))?");

    private static final int MOST_LINES = 100;

    private final String text;
    private final Map<String, MessageCounts> counts = new HashMap<>();
    private String account = "";

    MessageSummaryReader(String text) {
        this.text = text;
    }

    MessageSummary read() {
        Iterator<String> lines =
                Arrays.asList(text.split("\r\n|\n", MOST_LINES + 1)).iterator();
        boolean waiting = isWaiting(lines.next());
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isBlank()) {
                break;
            }
            readLine(line);
        }
        return new MessageSummary(waiting, account, counts);
    }

    private static boolean isWaiting(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).trim();
        String value = line.substring(colon + 1).trim().toLowerCase(Locale.ROOT);
        if (!name.equalsIgnoreCase("Messages-Waiting") || !value.equals("yes") && !value.equals("no")) {
            throw new IllegalArgumentException("does not begin with 'Messages-Waiting: yes' or 'no'");
        }
        return value.equals("yes");
    }

    private void readLine(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a line has no colon");
        }
        String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).trim();
        if (name.equals("message-account")) {
            account = value;
        } else if (name.endsWith(KIND_ENDS_WITH)) {
            counts.put(name, counts(value));
        }
    }

    private static MessageCounts counts(String value) {
        Matcher matcher = COUNTS.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a line of counts is not NEW/OLD or NEW/OLD (URGENT NEW/URGENT OLD)");
        }
        return new MessageCounts(
                number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), number(matcher.group(4)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
