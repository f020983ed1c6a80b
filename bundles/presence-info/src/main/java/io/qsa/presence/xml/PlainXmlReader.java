package io.qsa.presence.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Reads the XML that is usual in presence documents, several times as fast as the parser of the JDK: elements,
 * attributes, namespaces, character data, comments. Confined to its caller.
 *
 * <p>It either yields the same events as that parser or gives up with an {@link UnusualXmlException}, which means
 * nothing but that the document is to be read by that one; so what is refused and why is said in one place only. It has
 * the methods of a stream reader that {@link XmlCursor} and its users call.
 */
final class PlainXmlReader extends StreamReaderDelegate {
    private static final int MAX_ATTRIBUTES = 32;
    private static final String USUAL_BEGIN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final Pattern BEGIN = Pattern.compile(
            "<\\?xml version=([\"'])1\\.0\\1( encoding=([\"'])(?i:UTF-8|ISO-8859-1|US-ASCII)\\3)? ?\\?>");

    private final PlainXmlText text;
    private final PlainNamespaces namespaces = new PlainNamespaces();
    /** Prefix and local name of each open element. */
    private final List<String> open = new ArrayList<>(16);
    /** How many namespaces there were before each open element. */
    private final List<Integer> sizes = new ArrayList<>(8);
    /** Prefix, local name and value of each attribute. */
    private final List<String> attributes = new ArrayList<>(12);

    private int event = START_DOCUMENT;
    private String prefix = "";
    private String name = "";
    private String content = "";
    private boolean emptyElement;
    private boolean hasRoot;

    PlainXmlReader(String document) {
        String normalised = document.indexOf('\r') < 0
                ? document
                : document.replace("\r\n", "\n").replace('\r', '\n');
        text = new PlainXmlText(withoutBegin(normalised));
    }

    private static String withoutBegin(String document) {
        if (document.startsWith(USUAL_BEGIN)) {
            return document.substring(USUAL_BEGIN.length());
        }
        var matcher = BEGIN.matcher(document);
        return matcher.lookingAt() ? document.substring(matcher.end()) : document;
    }

    @Override
    public int next() {
        if (event == END_ELEMENT) {
            leave();
        }
        if (emptyElement) {
            emptyElement = false;
            event = END_ELEMENT;
        } else {
            event = open.isEmpty() ? nextOutside() : nextInside();
        }
        return event;
    }

    private int nextOutside() {
        text.passesSpace();
        if (text.isAtEnd()) {
            check(hasRoot);
            return END_DOCUMENT;
        }
        text.expect('<');
        return markup();
    }

    private int nextInside() {
        if (text.peek() != '<') {
            content = text.content();
            return CHARACTERS;
        }
        text.take();
        if (text.passes("/")) {
            endTag();
            return END_ELEMENT;
        }
        return markup();
    }

    private int markup() {
        if (text.passes("!--")) {
            text.comment();
            return COMMENT;
        }
        check(!hasRoot || !open.isEmpty());
        hasRoot = true;
        startTag();
        return START_ELEMENT;
    }

    private static void check(boolean usual) {
        if (!usual) {
            throw UnusualXmlException.INSTANCE;
        }
    }

    private void startTag() {
        sizes.add(namespaces.size());
        attributes.clear();
        qualifiedName();
        String elementPrefix = prefix;
        String elementName = name;
        while (text.passesSpace() && text.peek() != '>' && text.peek() != '/') {
            attribute();
        }
        emptyElement = text.passes("/");
        text.expect('>');
        prefix = elementPrefix;
        name = elementName;
        open.add(prefix);
        open.add(name);
        checkNames();
    }

    /** Reads a name into {@link #prefix} and {@link #name}. */
    private void qualifiedName() {
        name = text.name();
        prefix = "";
        if (text.passes(":")) {
            prefix = name;
            name = text.name();
        }
        check(text.peek() != ':');
    }

    private void attribute() {
        qualifiedName();
        String attributePrefix = prefix;
        String attributeName = name;
        text.passesSpace();
        text.expect('=');
        text.passesSpace();
        String value = text.value();
        if (attributePrefix.equals("xmlns")) {
            namespaces.declare(attributeName, value);
        } else if (attributePrefix.isEmpty() && attributeName.equals("xmlns")) {
            namespaces.declare("", value);
        } else {
            attributes.add(attributePrefix);
            attributes.add(attributeName);
            attributes.add(value);
        }
        check(getAttributeCount() + getNamespaceCount() <= MAX_ATTRIBUTES);
    }

    /** Every prefix must be declared, and nothing may stand twice. */
    private void checkNames() {
        check(prefix.isEmpty() || namespaces.lookUp(prefix) != null);
        for (int i = 0; i < getAttributeCount(); i++) {
            String namespace = getAttributeNamespace(i);
            check(namespace != null || getAttributePrefix(i).isEmpty());
            for (int j = 0; j < i; j++) {
                check(!getAttributeLocalName(i).equals(getAttributeLocalName(j))
                        || !Objects.equals(namespace, getAttributeNamespace(j)));
            }
        }
        for (int i = 0; i < getNamespaceCount(); i++) {
            for (int j = 0; j < i; j++) {
                check(!getNamespacePrefix(i).equals(getNamespacePrefix(j)));
            }
        }
    }

    private void endTag() {
        qualifiedName();
        text.passesSpace();
        text.expect('>');
        int last = open.size() - 2;
        check(open.get(last).equals(prefix) && open.get(last + 1).equals(name));
    }

    private void leave() {
        open.remove(open.size() - 1);
        open.remove(open.size() - 1);
        namespaces.shrink(sizes.remove(sizes.size() - 1));
    }

    @Override
    public boolean hasNext() {
        return event != END_DOCUMENT;
    }

    @Override
    public int getEventType() {
        return event;
    }

    /** What it reads is XML 1.0, or left to others. */
    @Override
    public String getVersion() {
        return "1.0";
    }

    @Override
    public String getText() {
        return content;
    }

    @Override
    public String getPrefix() {
        return prefix;
    }

    @Override
    public String getLocalName() {
        return name;
    }

    @Override
    public String getNamespaceURI() {
        return namespaces.lookUp(prefix);
    }

    @Override
    public String getNamespaceURI(String ofPrefix) {
        return namespaces.lookUp(ofPrefix);
    }

    @Override
    public int getNamespaceCount() {
        return namespaces.size() - sizes.get(sizes.size() - 1);
    }

    @Override
    public String getNamespacePrefix(int index) {
        return namespaces.prefix(sizes.get(sizes.size() - 1) + index);
    }

    @Override
    public String getNamespaceURI(int index) {
        return namespaces.uri(sizes.get(sizes.size() - 1) + index);
    }

    @Override
    public int getAttributeCount() {
        return attributes.size() / 3;
    }

    @Override
    public String getAttributePrefix(int index) {
        return attributes.get(3 * index);
    }

    @Override
    public String getAttributeLocalName(int index) {
        return attributes.get(3 * index + 1);
    }

    @Override
    public String getAttributeNamespace(int index) {
        String attributePrefix = getAttributePrefix(index);
        return attributePrefix.isEmpty() ? null : namespaces.lookUp(attributePrefix);
    }

    @Override
    public String getAttributeValue(int index) {
        return attributes.get(3 * index + 2);
    }

    @Override
    public String getAttributeValue(String namespace, String localName) {
        String wanted = namespace.isEmpty() ? null : namespace;
        for (int i = 0; i < getAttributeCount(); i++) {
            if (getAttributeLocalName(i).equals(localName) && Objects.equals(wanted, getAttributeNamespace(i))) {
                return getAttributeValue(i);
            }
        }
        return null;
    }
}
