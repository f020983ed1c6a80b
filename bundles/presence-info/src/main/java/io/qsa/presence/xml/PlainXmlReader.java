package io.qsa.presence.xml;

import java.util.regex.Pattern;

import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Reads the XML that is usual in presence documents, several times as fast as the parser of the JDK: elements,
 * attributes, namespaces, character data, comments. Confined to its caller.
 *
 * <p>It either yields the same events as that parser or gives up with an {@link UnusualXmlException}; then that parser
 * reads the document. So errors of documents are found in one place only. It has the methods of a stream reader that
 * {@link XmlCursor} and its users call.
 */
final class PlainXmlReader extends StreamReaderDelegate {
    private static final String USUAL_BEGIN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final Pattern BEGIN = Pattern.compile(
            "<\\?xml version=([\"'])1\\.0\\1( encoding=([\"'])(?i:UTF-8|ISO-8859-1|US-ASCII)\\3)? ?\\?>");

    private static final int LONGEST_BEGIN = 80;

    private final PlainXmlText text;
    private final PlainNamespaces namespaces = new PlainNamespaces();
    private final PlainAttributes attributes = new PlainAttributes(namespaces);
    private final PlainElements open = new PlainElements();
    private int event = START_DOCUMENT;
    private String prefix = "";
    private String name = "";
    /** That of the last start tag; null if it has none. */
    private String namespace;

    private String content = "";
    /** The position of the last start tag. */
    private int begin;

    private boolean emptyElement;
    private boolean hasRoot;

    /** @param document without a byte order mark, in well-formed UTF-8 */
    PlainXmlReader(byte[] document) {
        text = new PlainXmlText(document);
        if (!text.passes(USUAL_BEGIN) && text.comes("<?")) {
            passBegin();
        }
    }

    private void passBegin() {
        var matcher = BEGIN.matcher(text.head(LONGEST_BEGIN));
        if (matcher.lookingAt()) {
            text.passes(matcher.group());
        }
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
            event = open.depth() == 0 ? nextOutside() : nextInside();
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
            text.passContent();
            content = null;
            return CHARACTERS;
        }
        text.take();
        if (text.passes('/')) {
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
        check(!hasRoot || open.depth() > 0);
        hasRoot = true;
        begin = text.position() - 1;
        startTag();
        return START_ELEMENT;
    }

    private static void check(boolean usual) {
        if (!usual) {
            throw UnusualXmlException.INSTANCE;
        }
    }

    private void startTag() {
        int namespacesBefore = namespaces.size();
        attributes.clear();
        qualifiedName();
        String elementPrefix = prefix;
        String elementName = name;
        while (text.passesSpace() && text.peek() != '>' && text.peek() != '/') {
            attribute(namespacesBefore);
        }
        emptyElement = text.passes('/');
        text.expect('>');
        prefix = elementPrefix;
        name = elementName;
        open.enter(prefix, name, namespacesBefore);
        checkNames();
    }

    /** Reads a name into {@link #prefix} and {@link #name}. */
    private void qualifiedName() {
        name = text.name();
        prefix = "";
        if (text.passes(':')) {
            prefix = name;
            name = text.name();
        }
        check(text.peek() != ':');
    }

    private void attribute(int namespacesBefore) {
        qualifiedName();
        String attributePrefix = prefix;
        String attributeName = name;
        text.passesSpace();
        text.expect('=');
        text.passesSpace();
        text.passValue();
        if (attributePrefix.equals("xmlns")) {
            namespaces.declare(attributeName, text.passedNamespace());
        } else if (attributePrefix.isEmpty() && attributeName.equals("xmlns")) {
            namespaces.declare("", text.passedNamespace());
        } else {
            attributes.add(attributePrefix, attributeName, text.passed());
        }
        check(attributes.count() + namespaces.size() - namespacesBefore < PlainAttributes.MAX);
    }

    /** Every prefix must be declared, and no attribute may be repeated. */
    private void checkNames() {
        namespace = namespaces.lookUp(prefix);
        check(prefix.isEmpty() || namespace != null);
        check(attributes.areSound());
        for (int i = 0; i < getNamespaceCount(); i++) {
            for (int j = 0; j < i; j++) {
                check(!getNamespacePrefix(i).equals(getNamespacePrefix(j)));
            }
        }
    }

    private void endTag() {
        prefix = open.prefix();
        name = open.name();
        check(prefix.isEmpty() || text.passes(prefix) && text.passes(':'));
        check(text.passes(name));
        text.passesSpace();
        text.expect('>');
    }

    private void leave() {
        namespaces.shrink(open.namespacesBefore());
        open.leave();
    }

    /** The position of the element at whose start it is. */
    int begin() {
        return begin;
    }

    /** The text read since a position. */
    String since(int place) {
        return text.between(place, text.position());
    }

    /** The declarations in scope around the element at whose start it is: prefix, namespace and so on. */
    String[] surroundings() {
        return namespaces.first(open.namespacesBefore());
    }

    @Override
    public boolean hasNext() {
        return event != END_DOCUMENT;
    }

    @Override
    public int getEventType() {
        return event;
    }

    /** It reads XML 1.0 only. */
    @Override
    public String getVersion() {
        return "1.0";
    }

    /** Call it before {@link #next}, or not at all: then no text is made. */
    @Override
    public String getText() {
        if (content == null) {
            content = text.passed();
        }
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
        return event == START_ELEMENT ? namespace : namespaces.lookUp(prefix);
    }

    @Override
    public String getNamespaceURI(String ofPrefix) {
        return namespaces.lookUp(ofPrefix);
    }

    @Override
    public int getNamespaceCount() {
        return namespaces.size() - open.namespacesBefore();
    }

    @Override
    public String getNamespacePrefix(int index) {
        return namespaces.prefix(open.namespacesBefore() + index);
    }

    @Override
    public String getNamespaceURI(int index) {
        return namespaces.uri(open.namespacesBefore() + index);
    }

    @Override
    public int getAttributeCount() {
        return attributes.count();
    }

    @Override
    public String getAttributePrefix(int index) {
        return attributes.prefix(index);
    }

    @Override
    public String getAttributeLocalName(int index) {
        return attributes.localName(index);
    }

    @Override
    public String getAttributeNamespace(int index) {
        return attributes.namespace(index);
    }

    @Override
    public String getAttributeValue(int index) {
        return attributes.value(index);
    }

    @Override
    public String getAttributeValue(String ofNamespace, String localName) {
        return attributes.value(ofNamespace, localName);
    }
}
