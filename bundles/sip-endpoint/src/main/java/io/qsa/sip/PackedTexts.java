package io.qsa.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Short texts one behind the other in one array, for what there may be a million of: three cost as much as one text. */
final class PackedTexts {
    /** Ends each text; no byte of UTF-8 has this value. */
    private static final byte END = (byte) 0xFF;

    private PackedTexts() {}

    static byte[] pack(String... texts) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(96);
        for (String text : texts) {
            packed.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            packed.write(END);
        }
        return packed.toByteArray();
    }

    static int count(byte[] packed) {
        int count = 0;
        for (byte b : packed) {
            count += b == END ? 1 : 0;
        }
        return count;
    }

    static String text(byte[] packed, int index) {
        int start = start(packed, index);
        return new String(packed, start, end(packed, start) - start, StandardCharsets.UTF_8);
    }

    /** Whether a text is just this one; makes none to find out, if it is of ASCII characters. */
    static boolean isText(byte[] packed, int index, String text) {
        int start = start(packed, index);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return text(packed, index).equals(text);
            }
            if (packed[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return packed[start + text.length()] == END;
    }

    private static int start(byte[] packed, int index) {
        int start = 0;
        for (int i = 0; i < index; i++) {
            start = end(packed, start) + 1;
        }
        return start;
    }

    private static int end(byte[] packed, int start) {
        int end = start;
        while (packed[end] != END) {
            end++;
        }
        return end;
    }
}
