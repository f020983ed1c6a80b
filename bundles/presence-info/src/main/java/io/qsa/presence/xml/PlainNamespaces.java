package io.qsa.presence.xml;

import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;

/** The namespaces that are declared where {@link PlainXmlReader} stands, the innermost last. Confined to one reader. */
final class PlainNamespaces {
    private final List<String> prefixes = new ArrayList<>(8);
    private final List<String> uris = new ArrayList<>(8);

    int size() {
        return prefixes.size();
    }

    String prefix(int index) {
        return prefixes.get(index);
    }

    String uri(int index) {
        return uris.get(index);
    }

    /** Adds a declaration; the default namespace has the empty prefix. */
    void declare(String prefix, String uri) {
        boolean reserved = prefix.startsWith("xml")
                || uri.equals(XMLConstants.XML_NS_URI)
                || uri.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI);
        if (reserved || uri.isEmpty() && !prefix.isEmpty()) {
            throw UnusualXmlException.INSTANCE;
        }
        prefixes.add(prefix);
        uris.add(uri);
    }

    /** Forgets what was declared when there were more than so many. */
    void shrink(int size) {
        while (prefixes.size() > size) {
            prefixes.remove(prefixes.size() - 1);
            uris.remove(uris.size() - 1);
        }
    }

    /** What a prefix stands for here; null for none. */
    String lookUp(String prefix) {
        for (int i = prefixes.size() - 1; i >= 0; i--) {
            if (prefixes.get(i).equals(prefix)) {
                return uris.get(i).isEmpty() ? null : uris.get(i);
            }
        }
        return prefix.equals(XMLConstants.XML_NS_PREFIX) ? XMLConstants.XML_NS_URI : null;
    }
}
