package io.qsa.sip;

import java.util.EnumSet;
import java.util.Set;

/** Finds what is odd in the addresses of a message that could be read. */
final class Oddities {
    private Oddities() {}

    /** The oddities of From, To and Via; allocates nothing if there are none. */
    static Set<Oddity> of(SipMessage message) {
        Set<Oddity> found = address(message.from().toString(), Set.of());
        found = address(message.to().toString(), found);
        return message.via().host().indexOf('_') < 0 ? found : with(Oddity.UNDERSCORES_IN_HOSTS, found);
    }

    private static Set<Oddity> address(String text, Set<Oddity> before) {
        Set<Oddity> found = before;
        int open = text.indexOf('<', text.startsWith("\"") ? HeaderText.endOfQuoted(text, 0) : 0);
        int close = open < 0 ? text.indexOf(';') : text.indexOf('>', open);
        if (open > 0 && !isDisplayName(text, open)) {
            found = with(Oddity.UNQUOTED_NAMES, found);
        }
        if (open >= 0 && (text.charAt(open + 1) <= ' ' || text.charAt(close - 1) <= ' ')) {
            found = with(Oddity.BLANKS_IN_BRACKETS, found);
        }
        int parameters = close < 0 ? -1 : text.indexOf(';', close);
        if (parameters >= 0 && HeaderParameters.hasEmpty(text, parameters, text.length())) {
            found = with(Oddity.EMPTY_PARAMETERS, found);
        }
        return found;
    }

    /** Whether there is a quoted string and nothing more before the angle bracket, or nothing but tokens. */
    private static boolean isDisplayName(String text, int end) {
        if (text.charAt(0) == '"') {
            return HeaderText.startOfText(text, HeaderText.endOfQuoted(text, 0), end) == end;
        }
        int i = 0;
        while (i < end && (HeaderText.isTokenCharacter(text.charAt(i)) || text.charAt(i) <= ' ')) {
            i++;
        }
        return i == end;
    }

    private static Set<Oddity> with(Oddity oddity, Set<Oddity> found) {
        Set<Oddity> more = found.isEmpty() ? EnumSet.noneOf(Oddity.class) : found;
        more.add(oddity);
        return more;
    }
}
