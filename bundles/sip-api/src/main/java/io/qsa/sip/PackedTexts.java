package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Several short texts in one array, preceded by their count, for objects of which there may be a million: three texts take
 * as much memory as one {@code String}.
 */
final class PackedTexts {
    /** Ends each text but the last; no byte of UTF-8 has this value. */
    private static final byte END = (byte) 0xFF;

    private static final int FIRST = 1;

    private PackedTexts() {}

    static byte[] pack(String... texts) {
        byte[] packed = {0};
        for (int i = 0; i < texts.length; i++) {
            packed = with(packed, i, texts[i]);
        }
        return packed;
    }

    /** The texts before an index, followed by this one as the last. */
    static byte[] with(byte[] packed, int index, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int start = index == 0 ? FIRST : end(packed, start(packed, index - 1)) + 1;
        byte[] changed = Arrays.copyOf(packed, start + bytes.length);
        changed[start - 1] = END;
        System.arraycopy(bytes, 0, changed, start, bytes.length);
        changed[0] = (byte) (index + 1);
        return changed;
    }

    static int count(byte[] packed) {
        return packed[0];
    }

    static String text(byte[] packed, int index) {
        int start = start(packed, index);
        return new String(packed, start, end(packed, start) - start, StandardCharsets.UTF_8);
    }

    /** Whether the text at an index equals {@code text}; allocates nothing if that is ASCII. */
    static boolean isText(byte[] packed, int index, String text) {
        int start = start(packed, index);
        int end = start + text.length();
        if (end > packed.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return text(packed, index).equals(text);
            }
            if (packed[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return end == packed.length || packed[end] == END;
    }

    private static int start(byte[] packed, int index) {
        int start = FIRST;
        for (int i = 0; i < index; i++) {
            start = end(packed, start) + 1;
        }
        return start;
    }

    private static int end(byte[] packed, int start) {
        int end = start;
        while (end < packed.length && packed[end] != END) {
            end++;
        }
        return end;
    }
}
