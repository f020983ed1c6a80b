package io.qsa.pa.internal.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.qsa.base.config.ConfigValues;

/** The realm and the algorithms of the digest challenges to SIP user agents. Immutable. */
public final class SipAccess {
    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-256");

    private final String realm;
    private final List<String> algorithms;

    SipAccess(ConfigValues in) {
        realm = in.value("realm", "qsa", "one line of text", SipAccess::line);
        algorithms =
                in.value("algorithms", "SHA-256, MD5", "SHA-256 and MD5, separated by comma", SipAccess::algorithms);
    }

    private static String line(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            throw new IllegalArgumentException("a character cannot be");
        }
        return text;
    }

    private static List<String> algorithms(String list) {
        List<String> algorithms =
                Arrays.stream(list.split(",")).map(String::strip).toList();
        if (!ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("an entry is not known");
        }
        return algorithms;
    }

    /** The realm of the challenges. */
    public String realm() {
        return realm;
    }

    /** The hash functions that may be used, the preferred one first. */
    public List<String> algorithms() {
        return algorithms;
    }
}
