package io.qsa.presence;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.qsa.presence.xml.XmlText;

/** Writes presence documents (RFC 3863), in UTF-8 and with everything escaped that is not markup. Safe for any thread. */
public final class PidfWriter {
    private PidfWriter() {}

    /** A valid document; reading it gives an equal model. */
    public static byte[] write(PresenceInfo info) {
        StringBuilder out = new StringBuilder(512);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<presence xmlns=\"")
                .append(PidfReader.NAMESPACE)
                .append('"');
        attribute(out, "entity", info.entity());
        out.append('>');
        info.tuples().forEach(tuple -> tuple(out, tuple));
        notes(out, info.notes());
        extensions(out, info.extensions());
        out.append("</presence>\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void tuple(StringBuilder out, Tuple tuple) {
        out.append("<tuple");
        attribute(out, "id", tuple.id());
        out.append("><status>");
        tuple.basicText().ifPresent(text -> element(out, "basic", text));
        extensions(out, tuple.statusExtensions());
        out.append("</status>");
        extensions(out, tuple.extensions());
        tuple.contact().ifPresent(contact -> contact(out, contact));
        notes(out, tuple.notes());
        tuple.timestamp().ifPresent(instant -> element(out, "timestamp", instant.toString()));
        out.append("</tuple>");
    }

    private static void contact(StringBuilder out, Contact contact) {
        out.append("<contact");
        contact.priority().ifPresent(priority -> attribute(out, "priority", priority.toPlainString()));
        out.append('>');
        XmlText.appendContent(out, contact.uri());
        out.append("</contact>");
    }

    private static void notes(StringBuilder out, List<Note> notes) {
        for (Note note : notes) {
            out.append("<note");
            note.language().ifPresent(language -> attribute(out, "xml:lang", language));
            out.append('>');
            XmlText.appendContent(out, note.text());
            out.append("</note>");
        }
    }

    private static void extensions(StringBuilder out, List<Extension> extensions) {
        extensions.forEach(extension -> out.append(extension.xml()));
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append('<').append(name).append('>');
        XmlText.appendContent(out, text);
        out.append("</").append(name).append('>');
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        XmlText.appendValue(out, value);
        out.append('"');
    }
}
