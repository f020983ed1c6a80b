package io.qsa.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The readable part of a response that is malformed or too large. If status, Via and CSeq can be read, the request has
 * been answered, whatever the rest is: retransmitting it would be useless, and the server would be taken for dead.
 */
public final class SalvagedResponse {
    private static final int MAX_BYTES = 65536;
    private static final int MAX_FIELDS = 1000;
    /** Replaces an address that is missing or unreadable. */
    private static final String NOBODY = "<sip:unreadable.invalid>";

    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    /** The index of each field that may occur only once. */
    private final Map<String, Integer> single = new HashMap<>();

    private SalvagedResponse() {}

    /**
     * The response with the fields that can be read, without its body; empty if it is no response, or if its status,
     * its Via or its CSeq is unreadable. A field that may occur only once and has two values counts as absent.
     */
    public static Optional<SipResponse> from(byte[] message) {
        List<String> lines = lines(message);
        if (lines.isEmpty() || !lines.get(0).regionMatches(true, 0, "SIP/", 0, 4)) {
            return Optional.empty();
        }
        try {
            StartLine status = StartLine.parse(HeaderText.withoutControls(lines.get(0)));
            SalvagedResponse salvaged = new SalvagedResponse();
            lines.subList(1, lines.size()).forEach(salvaged::addLine);
            return Optional.of(salvaged.response(status));
        } catch (MalformedMessageException | IllegalArgumentException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    /** The lines of the header section, folded ones joined. */
    private static List<String> lines(byte[] message) {
        List<String> lines = new ArrayList<>();
        int end = Math.min(message.length, MAX_BYTES);
        int start = 0;
        while (start < end && lines.size() <= MAX_FIELDS) {
            int next = start;
            while (next < end && message[next] != '\n') {
                next++;
            }
            int lineEnd = next > start && message[next - 1] == '\r' ? next - 1 : next;
            boolean isEmpty = lineEnd == start;
            if (isEmpty && !lines.isEmpty()) {
                break;
            }
            if (!isEmpty) {
                addLine(text(message, start, lineEnd), lines);
            }
            start = next + 1;
        }
        return lines;
    }

    private static void addLine(String line, List<String> lines) {
        char first = line.charAt(0);
        if (!lines.isEmpty() && (first == ' ' || first == '\t')) {
            lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.trim());
        } else {
            lines.add(line);
        }
    }

    /** Bytes that are not UTF-8 are most likely Latin-1, in which every byte is a character. */
    private static String text(byte[] bytes, int start, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    private void addLine(String line) {
        int nameEnd = HeaderText.endOfToken(line, 0);
        int colon = HeaderText.startOfText(line, nameEnd, line.length());
        if (nameEnd == 0 || colon == line.length() || line.charAt(colon) != ':') {
            return;
        }
        String name = HeaderNames.canonical(line.substring(0, nameEnd));
        String value = HeaderText.trimmed(line, colon + 1, line.length());
        if (name.equals("Content-Length") || name.equals("Content-Type") || HeaderText.hasControls(value)) {
            return;
        }
        if (HeaderNames.singleBit(name) == 0) {
            add(name, value);
            return;
        }
        Integer before = single.putIfAbsent(name, names.size());
        if (before == null) {
            add(name, value);
        } else if (!values.get(before).equals(value)) {
            values.set(before, "");
        }
    }

    private void add(String name, String value) {
        names.add(name);
        values.add(value);
    }

    private SipResponse response(StartLine status) throws MalformedMessageException {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean isAddress = name.equals("From") || name.equals("To");
            if (!values.get(i).isEmpty() && !(isAddress && !isAddress(values.get(i)))) {
                fields.add(name);
                fields.add(values.get(i));
            }
        }
        addIfMissing("From", NOBODY, fields);
        addIfMissing("To", NOBODY, fields);
        addIfMissing("Call-ID", "unreadable", fields);
        SipResponse response =
                new SipResponse(status.code(), status.phrase(), false, fields.toArray(String[]::new), MessageBody.NONE);
        MandatoryHeaders.checkCseq(response.headerOrEmpty("CSeq"), status);
        response.via();
        return response;
    }

    private static boolean isAddress(String value) {
        try {
            NameAddress.parse(value);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static void addIfMissing(String name, String value, List<String> fields) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals(name)) {
                return;
            }
        }
        fields.add(name);
        fields.add(value);
    }
}
