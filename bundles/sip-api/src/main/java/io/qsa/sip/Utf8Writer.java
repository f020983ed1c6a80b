package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends texts as UTF-8 to one array, which has to grow only if there is text beyond ASCII. */
final class Utf8Writer {
    private byte[] all;
    private int end;
    /** By how many bytes the array is too short for everything that will be written; negative if it is too long. */
    private int missing;

    /** @param length the number of characters of everything that will be written */
    Utf8Writer(int length) {
        all = new byte[length];
    }

    Utf8Writer text(String text) {
        byte[] into = all;
        int start = end;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return encoded(text);
            }
            into[start + i] = (byte) c;
        }
        end = start + length;
        return this;
    }

    private Utf8Writer encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        missing += bytes.length - text.length();
        if (missing > 0) {
            // More than is needed now, because otherwise each further text could mean another copy.
            int more = Math.max(missing, all.length / 2);
            all = Arrays.copyOf(all, all.length + more);
            missing -= more;
        }
        System.arraycopy(bytes, 0, all, end, bytes.length);
        end += bytes.length;
        return this;
    }

    void body(MessageBody body) {
        body.copyInto(all, end);
        end += body.length();
    }

    byte[] all() {
        return missing == 0 ? all : Arrays.copyOf(all, end);
    }
}
