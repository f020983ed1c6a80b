package io.qsa.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlExcerpt;
import io.qsa.presence.xml.XmlText;

/**
 * Reads one foreign element with all it holds, as text that declares every namespace that it uses. Confined to its
 * caller.
 */
final class ExtensionReader {
    private final XmlCursor cursor;
    private final XMLStreamReader reader;
    private final StringBuilder content = new StringBuilder();
    /** The declarations of the outermost element: its own, and the inherited ones that are used. */
    private final TreeMap<String, String> declarations = new TreeMap<>();
    /** For each open element but the outermost: the prefixes that it declares. */
    private final Deque<List<String>> open = new ArrayDeque<>();

    private ExtensionReader(XmlCursor cursor) {
        this.cursor = cursor;
        this.reader = cursor.reader();
    }

    /**
     * The element at whose start the cursor is; moves to its end. If the cursor can cut it out, its text is written
     * only on demand.
     */
    static Extension read(XmlCursor cursor, String language) throws XmlException {
        XMLStreamReader start = cursor.reader();
        String namespace = orEmpty(start.getNamespaceURI());
        String name = start.getLocalName();
        String mark = start.getAttributeValue(PidfReader.NAMESPACE, "mustUnderstand");
        boolean marked = "true".equals(mark) || "1".equals(mark);
        Optional<XmlExcerpt> excerpt = cursor.cut(language);
        return excerpt.isPresent()
                ? new Extension(namespace, name, marked, excerpt.get())
                : new Extension(namespace, name, marked, text(cursor, language));
    }

    /** The text of the element at whose start the cursor is; moves to its end. */
    private static String text(XmlCursor cursor, String language) throws XmlException {
        return new ExtensionReader(cursor).read(language);
    }

    /** The text of an element that was cut out. */
    static String text(XmlExcerpt excerpt) {
        try {
            return excerpt.read(cursor -> text(cursor, excerpt.language()));
        } catch (XmlException e) {
            throw new IllegalStateException("what was read before cannot be read again", e);
        }
    }

    private String read(String language) throws XmlException {
        String tag = tag();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            declarations.put(orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i)));
        }
        keepForeignDefault();
        attributes();
        keepLanguage(language);
        int ofTheOutermost = reader.getAttributeCount() + (language.isEmpty() ? 0 : 1);
        readContent();
        if (ofTheOutermost + declarations.size() > XmlCursor.MAX_ATTRIBUTES) {
            throw new XmlException("an element needs more than " + XmlCursor.MAX_ATTRIBUTES
                    + " attributes and namespaces to stand on its own");
        }
        StringBuilder xml = new StringBuilder(content.length() + 64).append('<').append(tag);
        declarations.forEach((prefix, uri) -> declaration(xml, prefix, uri));
        return close(xml.append(content), tag);
    }

    private static String close(StringBuilder xml, String tag) {
        return xml.append("</").append(tag).append('>').toString();
    }

    /** A value may be a name without a prefix, which only a foreign default namespace gives a meaning here. */
    private void keepForeignDefault() {
        String uri = orEmpty(reader.getNamespaceURI(""));
        if (!uri.isEmpty() && !uri.equals(PidfReader.NAMESPACE)) {
            declarations.put("", uri);
        }
    }

    /** A note in it is in the language of what is around the element, unless the element says another one. */
    private void keepLanguage(String language) {
        if (!language.isEmpty() && reader.getAttributeValue(XMLConstants.XML_NS_URI, "lang") == null) {
            content.append(" xml:lang=\"");
            XmlText.appendValue(content, language);
            content.append('"');
        }
    }

    private void readContent() throws XmlException {
        content.append('>');
        while (true) {
            switch (cursor.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> {
                    if (open.isEmpty()) {
                        return;
                    }
                    close(content, endTag());
                    open.pop();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> characters();
                default -> {}
            }
        }
    }

    private void start() {
        List<String> declared = new ArrayList<>(reader.getNamespaceCount());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            declared.add(orEmpty(reader.getNamespacePrefix(i)));
        }
        open.push(declared);
        content.append('<').append(tag());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            declaration(content, orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i)));
        }
        attributes();
        content.append('>');
    }

    private String tag() {
        use(orEmpty(reader.getPrefix()));
        return endTag();
    }

    private String endTag() {
        return qualified(orEmpty(reader.getPrefix()), reader.getLocalName());
    }

    private void attributes() {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = orEmpty(reader.getAttributePrefix(i));
            if (!prefix.isEmpty()) {
                use(prefix);
            }
            content.append(' ')
                    .append(qualified(prefix, reader.getAttributeLocalName(i)))
                    .append("=\"");
            XmlText.appendValue(content, checked(reader.getAttributeValue(i)));
            content.append('"');
        }
    }

    private void characters() {
        XmlText.appendContent(content, checked(reader.getText()));
    }

    /** Text may hold qualified names, so a prefix before a colon counts as used. */
    private String checked(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int start = colon;
            while (start > 0 && isNameCharacter(text.charAt(start - 1))) {
                start--;
            }
            if (start < colon) {
                use(text.substring(start, colon));
            }
        }
        return XmlText.checked("an extension", text);
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /** Makes the outermost element declare a prefix, unless an element inside does or it is a reserved one. */
    private void use(String prefix) {
        if (declarations.containsKey(prefix)
                || prefix.equals(XMLConstants.XML_NS_PREFIX)
                || prefix.equals(XMLConstants.XMLNS_ATTRIBUTE)
                || isDeclaredInside(prefix)) {
            return;
        }
        String uri = reader.getNamespaceURI(prefix);
        if (uri != null || prefix.isEmpty()) {
            declarations.put(prefix, orEmpty(uri));
        }
    }

    private boolean isDeclaredInside(String prefix) {
        for (List<String> declared : open) {
            if (declared.contains(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static void declaration(StringBuilder out, String prefix, String uri) {
        out.append(prefix.isEmpty() ? " xmlns" : " xmlns:").append(prefix).append("=\"");
        XmlText.appendValue(out, uri);
        out.append('"');
    }

    private static String qualified(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + ':' + name;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
