package io.qsa.sip;

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
        List<String> lines = SalvagedHead.lines(message);
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

    private void addLine(String line) {
        int colon = SalvagedHead.colon(line);
        if (colon < 0) {
            return;
        }
        String name = SalvagedHead.name(line);
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
            if (!values.get(i).isEmpty()) {
                fields.add(name);
                fields.add(isAddress ? SalvagedHead.address(values.get(i)) : values.get(i));
            }
        }
        addIfMissing("From", SalvagedHead.NOBODY, fields);
        addIfMissing("To", SalvagedHead.NOBODY, fields);
        addIfMissing("Call-ID", SalvagedHead.NO_CALL, fields);
        SipResponse response =
                new SipResponse(status.code(), status.phrase(), false, fields.toArray(String[]::new), MessageBody.NONE);
        MandatoryHeaders.checkCseq(response.headerOrEmpty("CSeq"), status);
        response.via();
        return response;
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
