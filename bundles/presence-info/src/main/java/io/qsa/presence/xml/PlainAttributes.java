package io.qsa.presence.xml;

import java.util.Arrays;
import java.util.Objects;

/** The attributes of the present element of {@link PlainXmlReader}. Confined to one reader. */
final class PlainAttributes {
    static final int MAX = 16;
    private static final int USUAL = 4;

    private final PlainNamespaces namespaces;
    /** Prefix, local name and value of each. */
    private String[] parts = new String[3 * USUAL];

    private int count;

    PlainAttributes(PlainNamespaces namespaces) {
        this.namespaces = namespaces;
    }

    void clear() {
        count = 0;
    }

    void add(String prefix, String localName, String value) {
        if (3 * count == parts.length) {
            parts = Arrays.copyOf(parts, 2 * parts.length);
        }
        parts[3 * count] = prefix;
        parts[3 * count + 1] = localName;
        parts[3 * count + 2] = value;
        count++;
    }

    int count() {
        return count;
    }

    String prefix(int index) {
        return parts[3 * index];
    }

    String localName(int index) {
        return parts[3 * index + 1];
    }

    /** Null for none, as for each attribute without a prefix. */
    String namespace(int index) {
        String prefix = prefix(index);
        return prefix.isEmpty() ? null : namespaces.lookUp(prefix);
    }

    String value(int index) {
        return parts[3 * index + 2];
    }

    /** The value of an attribute with this name; null if there is none. */
    String value(String namespace, String localName) {
        String wanted = namespace.isEmpty() ? null : namespace;
        for (int i = 0; i < count; i++) {
            if (localName(i).equals(localName) && Objects.equals(wanted, namespace(i))) {
                return value(i);
            }
        }
        return null;
    }

    /** Whether each prefix is declared, and no attribute is repeated. */
    boolean areSound() {
        for (int i = 0; i < count; i++) {
            String namespace = namespace(i);
            if (namespace == null && !prefix(i).isEmpty()) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                if (localName(i).equals(localName(j)) && Objects.equals(namespace, namespace(j))) {
                    return false;
                }
            }
        }
        return true;
    }
}
