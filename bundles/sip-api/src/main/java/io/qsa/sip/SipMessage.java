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
 * regard to case, compact forms (RFC 3261 section 7.3.3) are read as their long form. A message from the network was
 * checked by {@link SipParser}: exactly one well-formed From, To, Call-ID and CSeq, at least one Via. It has no
 * Content-Length: that is the length of the body.
 */
public abstract class SipMessage {
    private static final String[] NO_FIELDS = {};
    private static final String LINE_END = "\r\n";
    private static final String CONTENT_LENGTH = "Content-Length: ";
    /** The length of the parts of every message: three line ends, and the name of Content-Length. */
    private static final int FRAME = CONTENT_LENGTH.length() + 3 * LINE_END.length();

    private static final int NOWHERE = -1;

    /** Name, value, name, value ... A known name is always the same object. */
    private final String[] fields;

    private final MessageBody body;
    /** Via, From and To once they were parsed; threads that race make equal ones. */
    private Via via;

    private NameAddress from;

    private NameAddress to;

    /** @param fields with the names that {@link HeaderNames#canonical} gives them */
    SipMessage(String[] fields, MessageBody body) {
        this.fields = fields;
        this.body = body;
    }

    /** The first line of the message, without line end. */
    public abstract String startLine();

    /** The value of the first field of that name. */
    public Optional<String> header(String name) {
        int place = place(name, 0);
        return place == NOWHERE ? Optional.empty() : Optional.of(fields[place + 1]);
    }

    /** The same; empty text if there is none. */
    final String headerOrEmpty(String name) {
        int place = place(name, 0);
        return place == NOWHERE ? "" : fields[place + 1];
    }

    /** Whether there is more than one field of that name. */
    public boolean hasSeveral(String name) {
        int place = place(name, 0);
        return place != NOWHERE && place(name, place + 2) != NOWHERE;
    }

    /** The index of the next field of that name, from an index on. */
    private int place(String name, int from) {
        String known = HeaderNames.known(name);
        int i = from;
        while (i < fields.length && (known == null ? !fields[i].equalsIgnoreCase(name) : fields[i] != known)) {
            i += 2;
        }
        return i < fields.length ? i : NOWHERE;
    }

    /** The values of every field of that name, in order, not split at commas. */
    public List<String> headers(String name) {
        int place = place(name, 0);
        if (place == NOWHERE) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        for (; place != NOWHERE; place = place(name, place + 2)) {
            values.add(fields[place + 1]);
        }
        return values;
    }

    /** Whether a header lists a token, such as an option tag, in whatever case (RFC 3261 section 7.3.1). */
    public boolean hasToken(String name, String token) {
        return elements(name).stream().anyMatch(token::equalsIgnoreCase);
    }

    /** The elements of a header that is a comma-separated list, over all fields of that name. */
    public List<String> elements(String name) {
        List<String> values = headers(name);
        if (values.isEmpty()) {
            return values;
        }
        List<String> elements = new ArrayList<>(values.size());
        for (String value : values) {
            HeaderText.splitElements(value, elements);
        }
        return elements;
    }

    /** Whether a header that is a comma-separated list has more than one element; allocates no list if it has one. */
    public boolean hasSeveralElements(String name) {
        int place = place(name, 0);
        if (place == NOWHERE) {
            return false;
        }
        String first = fields[place + 1];
        boolean isAlone = place(name, place + 2) == NOWHERE && HeaderText.endOfElement(first, 0) == first.length();
        return !isAlone && elements(name).size() > 1;
    }

    public String callId() {
        return required("Call-ID");
    }

    /** The number of the CSeq header, 0 to 2^31-1. */
    public long cseq() {
        String value = required("CSeq");
        return HeaderText.number(value, 0, HeaderText.endOfToken(value, 0), SipDialog.MAX_CSEQ);
    }

    /** The method of the CSeq header. */
    public String cseqMethod() {
        String value = required("CSeq");
        return HeaderText.trimmed(value, HeaderText.endOfToken(value, 0), value.length());
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
        return body.length() > 0;
    }

    /** The number of bytes of the body. */
    public int bodyLength() {
        return body.length();
    }

    /** A copy of the body; empty if there is none. */
    public byte[] body() {
        return body.copy();
    }

    /** The bytes of the message on the wire. Content-Length is written only here. */
    public byte[] toBytes() {
        return toBytes(NO_FIELDS, NO_FIELDS);
    }

    /**
     * The bytes of the message with more header fields, before and after its own. CR, LF or NUL in one is an
     * {@link IllegalArgumentException}.
     *
     * @param before name, value, name, value ...
     * @param after the same
     */
    public byte[] toBytes(String[] before, String[] after) {
        checkFields(before);
        checkFields(after);
        String start = startLine();
        String length = Integer.toString(body.length());
        Utf8Writer out = new Utf8Writer(FRAME
                + start.length()
                + length.length()
                + length(before)
                + length(fields)
                + length(after)
                + body.length());
        out.text(start).text(LINE_END);
        write(before, out);
        write(fields, out);
        write(after, out);
        out.text(CONTENT_LENGTH).text(length).text(LINE_END).text(LINE_END).body(body);
        return out.all();
    }

    /** The number of characters of these fields on the wire. */
    private static int length(String[] fields) {
        // Each name has a colon and a space behind it, each value a line end.
        int length = 2 * fields.length;
        for (String text : fields) {
            length += text.length();
        }
        return length;
    }

    private static void write(String[] fields, Utf8Writer out) {
        for (int i = 0; i < fields.length; i += 2) {
            out.text(fields[i]).text(": ").text(fields[i + 1]).text(LINE_END);
        }
    }

    /** Reuses From and To as parsed by another message, if the fields are the same objects. */
    final void adopt(SipMessage other) {
        from = headerOrEmpty("From") == other.headerOrEmpty("From") ? other.from : null;
        to = headerOrEmpty("To") == other.headerOrEmpty("To") ? other.to : null;
    }

    private String required(String name) {
        return fields[requiredPlace(name) + 1];
    }

    private int requiredPlace(String name) {
        int place = place(name, 0);
        if (place == NOWHERE) {
            throw new IllegalStateException("no " + name + " in " + startLine());
        }
        return place;
    }

    /** The fields that have one of these names, in their order. */
    String[] fieldsNamed(List<String> names) {
        String[] named = new String[fields.length];
        int size = 0;
        for (int i = 0; i < fields.length; i += 2) {
            if (names.contains(fields[i])) {
                named[size++] = fields[i];
                named[size++] = fields[i + 1];
            }
        }
        return Arrays.copyOf(named, size);
    }

    String[] fields() {
        return fields;
    }

    MessageBody sharedBody() {
        return body;
    }

    /** @param added name, value, name, value ... */
    String[] fieldsWith(String... added) {
        checkFields(added);
        return joined(fields, added);
    }

    private static void checkFields(String[] added) {
        if (added.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + added[added.length - 1]);
        }
        for (int i = 0; i < added.length; i += 2) {
            HeaderText.checkedValue(HeaderText.checkedName(added[i]), added[i + 1]);
        }
    }

    static String[] joined(String[] fields, String... added) {
        String[] more = Arrays.copyOf(fields, fields.length + added.length);
        for (int i = 0; i < added.length; i += 2) {
            more[fields.length + i] = HeaderNames.canonical(added[i]);
            more[fields.length + i + 1] = added[i + 1];
        }
        return more;
    }

    String[] fieldsWithFirstReplaced(String name, String value) {
        String[] changed = fields.clone();
        changed[requiredPlace(name) + 1] = HeaderText.checkedValue(name, value);
        return changed;
    }

    String[] fieldsWithout(String name) {
        String canonical = HeaderNames.canonical(name);
        List<String> kept = new ArrayList<>(fields.length);
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].equalsIgnoreCase(canonical)) {
                kept.add(fields[i]);
                kept.add(fields[i + 1]);
            }
        }
        return kept.toArray(String[]::new);
    }

    /** The whole message as text, for traces. */
    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }
}
