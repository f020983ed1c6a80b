package io.qsa.sip.endpoint.internal.connection;

/** Finds the end of a header section, and the Content-Length in it. */
final class HeaderSection {
    /** The longest sequence that ends a header section: CRLF CRLF. */
    static final int LONGEST_END = 4;

    /** A number with more digits is not accepted as a length. */
    private static final int MAX_DIGITS = 9;

    private static final String LENGTH = "content-length";

    private HeaderSection() {}

    /** The index after the first empty line in a range; -1 if there is none. */
    static int end(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                int next = i + 1 < to && bytes[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < to && bytes[next] == '\n') {
                    return next + 1;
                }
            }
        }
        return -1;
    }

    /** The value of the Content-Length field; -1 if there is none, if it is no number, or if two differ. */
    static long contentLength(byte[] bytes, int start, int end) {
        long found = -1;
        int line = nextField(bytes, start, end);
        while (line < end) {
            int next = nextField(bytes, line, end);
            int value = lengthValue(bytes, line, next);
            if (value > 0) {
                long length = number(bytes, value, next);
                if (length < 0 || found >= 0 && found != length) {
                    return -1;
                }
                found = length;
            }
            line = next;
        }
        return found;
    }

    /** The index after a line and the lines that continue it. */
    private static int nextField(byte[] bytes, int start, int end) {
        int i = start;
        do {
            while (i < end && bytes[i] != '\n') {
                i++;
            }
            i++;
        } while (i < end && (bytes[i] == ' ' || bytes[i] == '\t'));
        return Math.min(i, end);
    }

    /** The index of the value of a Content-Length field; 0 for another field. */
    private static int lengthValue(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] != ':' && !isSpace(bytes[i])) {
            i++;
        }
        boolean isLength = i - start == 1 && (bytes[start] | 0x20) == 'l' || isLongName(bytes, start, i);
        while (i < end && isSpace(bytes[i])) {
            i++;
        }
        return isLength && i < end && bytes[i] == ':' ? i + 1 : 0;
    }

    private static boolean isLongName(byte[] bytes, int start, int end) {
        boolean equal = end - start == LENGTH.length();
        for (int i = 0; equal && i < LENGTH.length(); i++) {
            int c = bytes[start + i];
            equal = (c >= 'A' && c <= 'Z' ? c | 0x20 : c) == LENGTH.charAt(i);
        }
        return equal;
    }

    private static long number(byte[] bytes, int start, int end) {
        int first = start;
        int last = end;
        while (first < last && isSpace(bytes[first])) {
            first++;
        }
        while (first < last && isSpace(bytes[last - 1])) {
            last--;
        }
        long number = first == last || last - first > MAX_DIGITS ? -1 : 0;
        for (int i = first; i < last && number >= 0; i++) {
            number = bytes[i] >= '0' && bytes[i] <= '9' ? number * 10 + (bytes[i] - '0') : -1;
        }
        return number;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
