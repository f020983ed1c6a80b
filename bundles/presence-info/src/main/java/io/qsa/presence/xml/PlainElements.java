package io.qsa.presence.xml;

import java.util.Arrays;

/** The open elements at the present position of {@link PlainXmlReader}, the innermost last. Confined to one reader. */
final class PlainElements {
    private static final int USUAL_DEPTH = 6;

    /** Prefix and local name of each. */
    private String[] names = new String[2 * USUAL_DEPTH];
    /** How many namespaces there were before each. */
    private int[] sizes = new int[USUAL_DEPTH];

    private int depth;

    void enter(String prefix, String name, int namespacesBefore) {
        if (depth == sizes.length) {
            names = Arrays.copyOf(names, 4 * depth);
            sizes = Arrays.copyOf(sizes, 2 * depth);
        }
        names[2 * depth] = prefix;
        names[2 * depth + 1] = name;
        sizes[depth++] = namespacesBefore;
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** The prefix of the innermost one. */
    String prefix() {
        return names[2 * depth - 2];
    }

    /** The local name of the innermost one. */
    String name() {
        return names[2 * depth - 1];
    }

    /** How many namespaces there were before the innermost one. */
    int namespacesBefore() {
        return sizes[depth - 1];
    }
}
