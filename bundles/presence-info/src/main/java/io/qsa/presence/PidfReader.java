package io.qsa.presence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlText;
import io.qsa.presence.xml.XmlTime;

/**
 * Reads presence documents (RFC 3863) of unknown origin. Safe for any thread.
 *
 * <p>An invalid optional value counts as absent (a priority, a timestamp, a note that holds an element); of two tuples with one id the later one is
 * used; a tuple without an id or a status is ignored if there is a good one; unknown elements in the namespace of PIDF
 * are ignored; elements of other namespaces are kept whole.
 */
public final class PidfReader {
    /** Larger documents are refused unread. */
    public static final int MAX_BYTES = XmlCursor.MAX_BYTES;

    static final String NAMESPACE = "urn:ietf:params:xml:ns:pidf";

    private static final String UTC_SECONDS = "0000-00-00T00:00:00Z";

    /** Presence, tuple and status, the elements that may contain a foreign one. */
    private static final int LEVELS_AROUND = 3;

    /** RFC 3261 section 25.1: SLASH may have white space around it. */
    private static final Pattern BLANKS_AROUND_SLASH = Pattern.compile("\\s+/\\s*|/\\s+");

    private final XmlCursor cursor;
    private final TextBudget budget;
    private final Map<String, Tuple> tuples = new LinkedHashMap<>();
    private int passedOver;
    /** The error of the first tuple that is ignored. */
    private String wrong = "";

    private PidfReader(XmlCursor cursor, TextBudget budget) {
        this.cursor = cursor;
        this.budget = budget;
    }

    /** Whether a Content-Type is that of the documents, whatever its parameters and its case. */
    public static boolean accepts(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
        return type.equalsIgnoreCase(PresenceInfo.CONTENT_TYPE)
                || BLANKS_AROUND_SLASH.matcher(type).replaceFirst("/").equalsIgnoreCase(PresenceInfo.CONTENT_TYPE);
    }

    /**
     * Reads a document in the encoding that it declares, UTF-8 if it declares none.
     *
     * @throws PidfException if it is no well-formed presence document, is too large or nested too deep, has a document
     *     type declaration, or would be many times as long when it is written
     */
    public static PresenceInfo read(byte[] bytes) throws PidfException {
        return read(bytes, cursor -> new PidfReader(cursor, new TextBudget(bytes.length)).readPresence());
    }

    static Extension readExtension(String xml) throws PidfException {
        return read(xml.getBytes(StandardCharsets.UTF_8), cursor -> {
            cursor.deepen(LEVELS_AROUND);
            return ExtensionReader.read(cursor, "");
        });
    }

    private static <T> T read(byte[] bytes, XmlCursor.Reading<T> reading) throws PidfException {
        try {
            return XmlCursor.read(bytes, reading);
        } catch (XmlException e) {
            throw new PidfException(e.getMessage(), e);
        }
    }

    private PresenceInfo readPresence() throws XmlException {
        if (!cursor.name().equals("presence") || !cursor.isIn(NAMESPACE)) {
            throw new XmlException("the root is not 'presence' of " + NAMESPACE);
        }
        String entity = XmlText.required("entity", cursor.attribute("entity").trim());
        String language = cursor.language("");
        ForeignAttributes attributes = readAttributes();
        List<Note> notes = new ArrayList<>(0);
        List<Extension> extensions = new ArrayList<>(0);
        while (cursor.nextChild()) {
            if (!cursor.isIn(NAMESPACE)) {
                extensions.add(readForeign(language));
                continue;
            }
            switch (cursor.name()) {
                case "tuple" -> readTuple(language);
                case "note" -> readNote(language).ifPresent(notes::add);
                default -> cursor.skip();
            }
        }
        if (tuples.isEmpty() && passedOver > 0) {
            throw new XmlException(wrong);
        }
        return budget.checked(PresenceInfo.of(
                new PresenceInfo.Root(entity, attributes, passedOver), tuples.values(), notes, extensions));
    }

    private void readTuple(String inherited) throws XmlException {
        String id = cursor.attribute("id").trim();
        if (id.isEmpty()) {
            cursor.skip();
            passOver("tuple id is empty");
            return;
        }
        String language = cursor.language(inherited);
        Tuple.Builder tuple = Tuple.builder(id).attributes("tuple", readAttributes());
        String fault = "has no status";
        while (cursor.nextChild()) {
            if (!cursor.isIn(NAMESPACE)) {
                tuple.extension(readForeign(language));
                continue;
            }
            switch (cursor.name()) {
                case "status" -> {
                    fault = readStatus(tuple, language) ? "" : "has a basic status that holds an element";
                }
                case "contact" -> {
                    tuple.attributes("contact", readAttributes());
                    String priority = cursor.attribute("priority").trim();
                    readText().ifPresent(uri -> tuple.contact(Contact.read(uri.trim(), priority)));
                }
                case "note" -> readNote(language).ifPresent(tuple::note);
                case "timestamp" -> {
                    tuple.attributes("timestamp", readAttributes());
                    readText().flatMap(text -> instantOf(text.trim())).ifPresent(tuple::timestamp);
                }
                default -> cursor.skip();
            }
        }
        if (fault.isEmpty()) {
            tuples.put(id, tuple.build());
        } else {
            passOver("tuple '" + XmlText.printable(id) + "' " + fault);
        }
    }

    private void passOver(String why) {
        wrong = passedOver++ == 0 ? why : wrong;
    }

    /** Returns whether it could be read. */
    private boolean readStatus(Tuple.Builder tuple, String inherited) throws XmlException {
        String language = cursor.language(inherited);
        tuple.attributes("status", readAttributes());
        boolean isReadable = true;
        while (cursor.nextChild()) {
            if (!cursor.isIn(NAMESPACE)) {
                tuple.statusExtension(readForeign(language));
            } else if (cursor.name().equals("basic")) {
                tuple.attributes("basic", readAttributes());
                Optional<String> text = cursor.textIfAlone();
                isReadable &= text.isPresent();
                text.ifPresent(basic -> tuple.basicText(basic.trim()));
            } else {
                cursor.skip();
            }
        }
        return isReadable;
    }

    /** The text of an optional element; empty if it has child elements, so that it counts as absent. */
    private Optional<String> readText() throws XmlException {
        String name = cursor.name();
        Optional<String> text = cursor.textIfAlone();
        if (text.isEmpty()) {
            passOver(XmlText.printable(name) + " holds an element");
        }
        return text;
    }

    private ForeignAttributes readAttributes() throws XmlException {
        return budget.taken(ForeignAttributes.of(cursor.reader()));
    }

    private Extension readForeign(String language) throws XmlException {
        return budget.taken(ExtensionReader.read(cursor, language));
    }

    private Optional<Note> readNote(String inherited) throws XmlException {
        String language = cursor.language(inherited);
        ForeignAttributes attributes = readAttributes();
        return readText().map(text -> Note.of(text, language, attributes));
    }

    private static Optional<Instant> instantOf(String text) {
        try {
            return text.length() == UTC_SECONDS.length() ? utcSeconds(text) : XmlTime.parse(text);
        } catch (DateTimeException unusual) {
            return XmlTime.parse(text);
        }
    }

    /** A time in the usual form, read without a formatter. */
    private static Optional<Instant> utcSeconds(String text) {
        int[] fields = new int[6];
        int field = 0;
        for (int i = 0; i < UTC_SECONDS.length(); i++) {
            char c = text.charAt(i);
            if (UTC_SECONDS.charAt(i) != '0') {
                if (c != UTC_SECONDS.charAt(i)) {
                    return XmlTime.parse(text);
                }
                field++;
            } else if (c >= '0' && c <= '9') {
                fields[field] = 10 * fields[field] + c - '0';
            } else {
                return XmlTime.parse(text);
            }
        }
        return Optional.of(LocalDateTime.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5])
                .toInstant(ZoneOffset.UTC));
    }
}
