package io.qsa.presence.xml;

import java.util.Arrays;

import javax.xml.XMLConstants;

/** The namespaces that are declared where {@link PlainXmlReader} stands, the innermost last. Confined to one reader. */
final class PlainNamespaces {
    private static final int USUAL = 8;

    private String[] prefixes = new String[USUAL];
    private String[] uris = new String[USUAL];
    private int size;

    int size() {
        return size;
    }

    String prefix(int index) {
        return prefixes[index];
    }

    String uri(int index) {
        return uris[index];
    }

    /** Adds a declaration; the default namespace has the empty prefix. */
    void declare(String prefix, String uri) {
        boolean reserved = prefix.startsWith("xml")
                || uri.equals(XMLConstants.XML_NS_URI)
                || uri.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI);
        if (reserved || uri.isEmpty() && !prefix.isEmpty()) {
            throw UnusualXmlException.INSTANCE;
        }
        if (size == uris.length) {
            prefixes = Arrays.copyOf(prefixes, 2 * size);
            uris = Arrays.copyOf(uris, 2 * size);
        }
        prefixes[size] = prefix;
        uris[size++] = uri;
    }

    /** The outermost ones: prefix, namespace and so on. */
    String[] first(int count) {
        String[] first = new String[2 * count];
        for (int i = 0; i < count; i++) {
            first[2 * i] = prefixes[i];
            first[2 * i + 1] = uris[i];
        }
        return first;
    }

    /** Forgets what was declared when there were more than so many. */
    void shrink(int before) {
        size = before;
    }

    /** What a prefix stands for here; null for none. */
    String lookUp(String prefix) {
        for (int i = size - 1; i >= 0; i--) {
            if (prefixes[i].equals(prefix)) {
                return uris[i].isEmpty() ? null : uris[i];
            }
        }
        return prefix.equals(XMLConstants.XML_NS_PREFIX) ? XMLConstants.XML_NS_URI : null;
    }
}
