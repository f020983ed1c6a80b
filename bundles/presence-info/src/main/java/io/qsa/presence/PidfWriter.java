package io.qsa.presence;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.qsa.presence.xml.XmlText;

/** Writes presence documents (RFC 3863), in UTF-8 and with everything escaped that is not markup. Safe for any thread. */
public final class PidfWriter {
    /** Approximate number of characters of an empty document or tuple, and of a note. */
    private static final int FRAME = 150;

    private static final int FRAME_OF_NOTE = 32;

    private PidfWriter() {}

    /** A valid document; reading it gives an equal model. */
    public static byte[] write(PresenceInfo info) {
        StringBuilder out = new StringBuilder(512);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<presence xmlns=\"")
                .append(PidfReader.NAMESPACE)
                .append('"');
        attribute(out, "entity", info.entity());
        info.attributes().append(out);
        out.append('>');
        info.tuples().forEach(tuple -> tuple(out, tuple));
        notes(out, info.notes());
        extensions(out, info.extensions());
        out.append("</presence>\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** About how many characters {@link #write} makes, without escapes; computed without making the text. */
    public static long length(PresenceInfo info) {
        long length = FRAME + info.entity().length() + info.attributes().length();
        length += lengthOf(info.notes(), info.extensions());
        for (Tuple tuple : info.tuples()) {
            length += FRAME
                    + tuple.id().length()
                    + tuple.lengthOfAttributes()
                    + tuple.basicText().map(String::length).orElse(0)
                    + tuple.contact().map(contact -> contact.uri().length()).orElse(0)
                    + lengthOf(tuple.notes(), tuple.extensions())
                    + lengthOf(List.of(), tuple.statusExtensions());
        }
        return length;
    }

    private static long lengthOf(List<Note> notes, List<Extension> extensions) {
        long length = 0;
        for (Note note : notes) {
            length += FRAME_OF_NOTE + note.text().length() + note.attributes().length();
        }
        for (Extension extension : extensions) {
            length += extension.length();
        }
        return length;
    }

    private static void tuple(StringBuilder out, Tuple tuple) {
        out.append("<tuple");
        attribute(out, "id", tuple.id());
        tuple.attributes("tuple").append(out);
        out.append("><status");
        tuple.attributes("status").append(out);
        out.append('>');
        tuple.basicText().ifPresent(text -> element(out, tuple, "basic", text));
        extensions(out, tuple.statusExtensions());
        out.append("</status>");
        extensions(out, tuple.extensions());
        tuple.contact().ifPresent(contact -> contact(out, contact, tuple.attributes("contact")));
        notes(out, tuple.notes());
        tuple.timestamp().ifPresent(instant -> element(out, tuple, "timestamp", instant.toString()));
        out.append("</tuple>");
    }

    private static void contact(StringBuilder out, Contact contact, ForeignAttributes attributes) {
        out.append("<contact");
        contact.priority().ifPresent(priority -> attribute(out, "priority", priority.toPlainString()));
        attributes.append(out);
        out.append('>');
        XmlText.appendContent(out, contact.uri());
        out.append("</contact>");
    }

    private static void notes(StringBuilder out, List<Note> notes) {
        for (Note note : notes) {
            out.append("<note");
            note.language().ifPresent(language -> attribute(out, "xml:lang", language));
            note.attributes().append(out);
            out.append('>');
            XmlText.appendContent(out, note.text());
            out.append("</note>");
        }
    }

    private static void extensions(StringBuilder out, List<Extension> extensions) {
        extensions.forEach(extension -> out.append(extension.xml()));
    }

    private static void element(StringBuilder out, Tuple tuple, String name, String text) {
        out.append('<').append(name);
        tuple.attributes(name).append(out);
        out.append('>');
        XmlText.appendContent(out, text);
        out.append("</").append(name).append('>');
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        XmlText.appendValue(out, value);
        out.append('"');
    }
}
