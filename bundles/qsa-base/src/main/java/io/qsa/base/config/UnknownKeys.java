package io.qsa.base.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds keys that are never read, and the most similar known ones. */
public final class UnknownKeys {
    /** Keys of the platform and its tools, and those that configure references of components. */
    private static final Pattern OF_THE_PLATFORM =
            Pattern.compile("(service|component|felix|osgi|org\\.apache\\.karaf)\\..+"
                    + "|objectClass|.+\\.target|.+\\.cardinality\\.minimum");
    /** A key with more differences is another word, not a typing error. */
    private static final int MOST_SLIPS = 3;

    private UnknownKeys() {}

    /** Those of the keys that are neither known nor the platform's, in alphabetical order. */
    static List<String> of(Collection<String> keys, Set<String> known) {
        return keys.stream()
                .filter(key -> !known.contains(key))
                .filter(key -> !OF_THE_PLATFORM.matcher(key).matches())
                .sorted()
                .toList();
    }

    /** The known key that is most similar to another one; empty if none is similar. */
    public static Optional<String> nearest(String key, Collection<String> known) {
        return known.stream()
                .filter(other -> slips(key, other) <= Math.min(MOST_SLIPS, key.length() / 2))
                .min(Comparator.comparingInt((String other) -> slips(key, other))
                        .thenComparing(other -> other));
    }

    /** The number of letters to insert, delete or change to turn one into the other. */
    private static int slips(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
