package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes texts one behind the other as UTF-8 into one array, which is exactly as long as all of them. */
final class Utf8Writer {
    private byte[] all;
    private int end;

    /** @param length of all that will be written, with one byte for each character: text beyond ASCII makes it longer */
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
        all = Arrays.copyOf(all, all.length + bytes.length - text.length());
        System.arraycopy(bytes, 0, all, end, bytes.length);
        end += bytes.length;
        return this;
    }

    void body(MessageBody body) {
        body.copyInto(all, end);
        end += body.length();
    }

    byte[] all() {
        return all;
    }
}
