package io.qsa.sip.jain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntSupplier;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.ParseExceptionListener;

/** Takes the place of the RI's parser: it looks for the length of a message and for nothing else. Safe for any thread. */
final class Framer implements MessageParser {
    private final IntSupplier maxMessageSize;

    Framer(IntSupplier maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    /**
     * @param bytes with {@code readBody} a datagram, else the header section of a message in a stream, which the RI has
     *     stripped of CRs but for the last line
     * @return null for bytes that keep a connection alive
     */
    @Override
    public SIPMessage parseSIPMessage(byte[] bytes, boolean readBody, boolean strict, ParseExceptionListener listener) {
        if (isBlank(bytes)) {
            return null;
        }
        return readBody ? RawMessage.datagram(bytes) : streamed(bytes);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private RawMessage streamed(byte[] stripped) {
        byte[] head = withCrLf(stripped);
        long length = contentLength(new String(stripped, StandardCharsets.ISO_8859_1));
        if (length < 0) {
            return RawMessage.broken(head, 400);
        }
        return head.length + length > maxMessageSize.getAsInt()
                ? RawMessage.broken(head, 513)
                : RawMessage.streamed(head, (int) length);
    }

    private static byte[] withCrLf(byte[] stripped) {
        int end = stripped.length;
        while (end > 0 && (stripped[end - 1] == '\n' || stripped[end - 1] == '\r')) {
            end--;
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream(end + 64);
        for (int i = 0; i < end; i++) {
            if (stripped[i] == '\n') {
                head.write('\r');
            }
            head.write(stripped[i]);
        }
        head.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return head.toByteArray();
    }

    /** The value of the Content-Length field; -1 if there is none, if it is no number, or if two differ. */
    private static long contentLength(String head) {
        long found = -1;
        for (String line : head.split("\n")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            if (name.equals("content-length") || name.equals("l")) {
                String value = line.substring(colon + 1).trim();
                if (!value.matches("\\d{1,9}") || found >= 0 && found != Long.parseLong(value)) {
                    return -1;
                }
                found = Long.parseLong(value);
            }
        }
        return found;
    }
}
