package io.qsa.messagesummary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of RFC 3842 section 5.2: the status, perhaps the account, then a line for each kind of message, in
 * whatever order. The lines after the first empty one describe single messages and are ignored. A line that cannot be
 * understood is ignored and counted: the message lamp of a telephone needs the status alone. Confined to its caller.
 */
final class MessageSummaryReader {
    private static final String KIND_ENDS_WITH = "-message";
    private static final Pattern COUNTS = Pattern.compile(
            "(\\d{1,10})(?:\\s*/\\s*(\\d{1,10}))?(?:\\s*\\(\\s*(\\d{1,10})\\s*/\\s*(\\d{1,10})\\s*\\))?");

    private static final int MOST_LINES = 100;

    private final String text;
    private final Map<String, MessageCounts> counts = new HashMap<>();
    private String account = "";
    private String status = "";
    private int odd;

    MessageSummaryReader(String text) {
        this.text = text;
    }

    MessageSummary read() {
        Iterator<String> lines = Arrays.asList(text.stripLeading().split("\r\n|\n", MOST_LINES + 1))
                .iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isBlank()) {
                break;
            }
            readLine(line);
        }
        return new MessageSummary(isWaiting(), account, counts, odd);
    }

    private boolean isWaiting() {
        if (!status.equals("yes") && !status.equals("no")) {
            throw new IllegalArgumentException("there is no 'Messages-Waiting: yes' or 'no'");
        }
        return status.equals("yes");
    }

    private void readLine(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(colon, 0)).trim().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).trim();
        if (name.equals("messages-waiting") && status.isEmpty()) {
            status = value.toLowerCase(Locale.ROOT);
        } else if (name.equals("message-account")) {
            account = value;
        } else if (name.endsWith(KIND_ENDS_WITH)) {
            readCounts(name, value);
        } else if (name.isEmpty() || name.equals("messages-waiting")) {
            odd++;
        }
    }

    private void readCounts(String kind, String value) {
        Matcher matcher = COUNTS.matcher(value);
        if (matcher.matches()) {
            counts.put(kind, counts(matcher));
        } else {
            odd++;
        }
    }

    private static MessageCounts counts(Matcher matcher) {
        return new MessageCounts(
                number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), number(matcher.group(4)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
