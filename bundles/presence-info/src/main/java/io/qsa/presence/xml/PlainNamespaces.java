package io.qsa.presence.xml;

import java.util.Arrays;

import javax.xml.XMLConstants;

/**
 * The namespaces in scope at the present position of {@link PlainXmlReader}, the innermost last. Confined to one
 * reader.
 */
final class PlainNamespaces {
    private static final int USUAL = 8;

    /** Prefix and namespace of each. */
    private String[] pairs = new String[2 * USUAL];

    private int size;

    int size() {
        return size;
    }

    String prefix(int index) {
        return pairs[2 * index];
    }

    String uri(int index) {
        return pairs[2 * index + 1];
    }

    /** Adds a declaration; the default namespace has the empty prefix. */
    void declare(String prefix, String uri) {
        boolean reserved = prefix.startsWith("xml")
                || uri.equals(XMLConstants.XML_NS_URI)
                || uri.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI);
        if (reserved || uri.isEmpty() && !prefix.isEmpty()) {
            throw UnusualXmlException.INSTANCE;
        }
        if (2 * size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * pairs.length);
        }
        pairs[2 * size] = prefix;
        pairs[2 * size + 1] = uri;
        size++;
    }

    /** The outermost ones: prefix, namespace and so on. */
    String[] first(int count) {
        return Arrays.copyOf(pairs, 2 * count);
    }

    /** Drops all declarations beyond this number. */
    void shrink(int before) {
        size = before;
    }

    /** The namespace of a prefix here; null if there is none. */
    String lookUp(String prefix) {
        for (int i = size - 1; i >= 0; i--) {
            if (prefix(i).equals(prefix)) {
                return uri(i).isEmpty() ? null : uri(i);
            }
        }
        return prefix.equals(XMLConstants.XML_NS_PREFIX) ? XMLConstants.XML_NS_URI : null;
    }
}
