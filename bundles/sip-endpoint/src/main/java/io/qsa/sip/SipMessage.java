package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A SIP message (RFC 3261 section 7). Immutable.
 *
 * <p>Header fields keep their order and their values keep their bytes (UTF-8, unfolded). Names are matched without
 * regard to case, compact forms (RFC 3261 section 7.3.3) are read as their long form. A message that came from the
 * network has passed {@link SipParser}: exactly one well-formed From, To, Call-ID and CSeq, at least one Via. It has no
 * Content-Length: that is the length of the body.
 */
public abstract class SipMessage {
    private static final byte[] NO_BODY = {};
    /** The first line, as a rule, and Content-Length. */
    private static final int LONGEST_FRAME = 128;

    /** Name, value, name, value ... */
    private final String[] fields;

    private final byte[] body;
    /** What was read of Via, From and To before; whoever reads them at the same time reads the same. */
    private Via via;

    private NameAddress from;

    private NameAddress to;

    SipMessage(String[] fields, byte[] body) {
        this.fields = fields;
        this.body = body == null ? NO_BODY : body;
    }

    /** The first line of the message, without line end. */
    public abstract String startLine();

    /** The value of the first field of that name. */
    public Optional<String> header(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (isSame(fields[i], name)) {
                return Optional.of(fields[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** Nearly all names are the same object or differ in their length or their first letter. */
    static boolean isSame(String field, String name) {
        return field == name
                || field.length() == name.length()
                        && (field.charAt(0) | HeaderText.CASE) == (name.charAt(0) | HeaderText.CASE)
                        && field.equalsIgnoreCase(name);
    }

    /** The values of every field of that name, in order, not split at commas. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < fields.length; i += 2) {
            if (isSame(fields[i], name)) {
                values.add(fields[i + 1]);
            }
        }
        return values;
    }

    /** The elements of a header that is a comma-separated list, over all fields of that name. */
    public List<String> elements(String name) {
        List<String> elements = new ArrayList<>(2);
        for (String value : headers(name)) {
            HeaderText.splitElements(value, elements);
        }
        return elements;
    }

    public String callId() {
        return required("Call-ID");
    }

    /** The number of the CSeq header, 0 to 2^31-1. */
    public long cseq() {
        String value = required("CSeq");
        int end = HeaderText.endOfToken(value, 0);
        return Long.parseLong(value.substring(0, end));
    }

    /** The method of the CSeq header. */
    public String cseqMethod() {
        String value = required("CSeq");
        return value.substring(HeaderText.endOfToken(value, 0)).trim();
    }

    /** The topmost Via. */
    public Via via() {
        Via known = via;
        if (known == null) {
            known = Via.parse(required("Via"));
            via = known;
        }
        return known;
    }

    public NameAddress from() {
        NameAddress known = from;
        if (known == null) {
            known = NameAddress.parse(required("From"));
            from = known;
        }
        return known;
    }

    public NameAddress to() {
        NameAddress known = to;
        if (known == null) {
            known = NameAddress.parse(required("To"));
            to = known;
        }
        return known;
    }

    /** The value of the Content-Type header. */
    public Optional<String> contentType() {
        return header("Content-Type");
    }

    public boolean hasBody() {
        return body.length > 0;
    }

    /** The number of bytes of the body. */
    public int bodyLength() {
        return body.length;
    }

    /** A copy of the body; empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** The bytes of the message on the wire. Content-Length is written here and nowhere else. */
    public byte[] toBytes() {
        StringBuilder head = new StringBuilder(headLength()).append(startLine()).append("\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            head.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] bytes = head.toString().getBytes(StandardCharsets.UTF_8);
        if (body.length == 0) {
            return bytes;
        }
        byte[] all = Arrays.copyOf(bytes, bytes.length + body.length);
        System.arraycopy(body, 0, all, bytes.length, body.length);
        return all;
    }

    /** At least the number of characters before the body, so that nothing is copied to make room. */
    private int headLength() {
        int length = LONGEST_FRAME;
        for (int i = 0; i < fields.length; i++) {
            length += fields[i].length() + 2;
        }
        return length;
    }

    private String required(String name) {
        return header(name).orElseThrow(() -> new IllegalStateException("no " + name + " in " + startLine()));
    }

    String[] fields() {
        return fields;
    }

    byte[] sharedBody() {
        return body;
    }

    /** @param added name, value, name, value ... */
    String[] fieldsWith(String... added) {
        if (added.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + added[added.length - 1]);
        }
        String[] more = Arrays.copyOf(fields, fields.length + added.length);
        for (int i = 0; i < added.length; i += 2) {
            more[fields.length + i] = HeaderText.checkedName(added[i]);
            more[fields.length + i + 1] = HeaderText.checkedValue(added[i], added[i + 1]);
        }
        return more;
    }

    /** The fields with one of this name in front of all others, as Via wants it. */
    String[] fieldsWithFirst(String name, String value) {
        String[] more = new String[fields.length + 2];
        more[0] = HeaderText.checkedName(name);
        more[1] = HeaderText.checkedValue(name, value);
        System.arraycopy(fields, 0, more, 2, fields.length);
        return more;
    }

    String[] fieldsWithFirstReplaced(String name, String value) {
        String[] changed = fields.clone();
        for (int i = 0; i < changed.length; i += 2) {
            if (changed[i].equalsIgnoreCase(name)) {
                changed[i + 1] = HeaderText.checkedValue(name, value);
                return changed;
            }
        }
        throw new IllegalStateException("no " + name + " in " + startLine());
    }

    String[] fieldsWithout(String name) {
        List<String> kept = new ArrayList<>(fields.length);
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].equalsIgnoreCase(name)) {
                kept.add(fields[i]);
                kept.add(fields[i + 1]);
            }
        }
        return kept.toArray(String[]::new);
    }

    /** The whole message as text, for a person who reads a trace. */
    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }
}
