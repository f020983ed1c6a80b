package io.qsa.sip.notifier.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.base.config.ConfigValues;
import io.qsa.sip.digest.HashFunction;
import io.qsa.sip.notifier.users.PresenceUser;

/** Reads and checks one configuration of the factory {@value #PID}. No message shows a secret. */
final class UserSettings {
    static final String PID = "io.qsa.pa.users";

    private UserSettings() {}

    /** @throws IllegalArgumentException with the key and the allowed values, if a value is wrong */
    static PresenceUser parse(Map<String, ?> values) {
        return parse(new ConfigValues(values));
    }

    /** The same; the caller may later read the unknown keys from the values. */
    static PresenceUser parse(ConfigValues in) {
        Optional<String> username = in.required("username", "one line of text without a colon", UserSettings::username);
        List<String> uris = entries(in.text("uris", ""));
        List<String> algorithms =
                in.value("algorithms", "", "SHA-256 and MD5, separated by comma, or empty", UserSettings::algorithms);
        String password = in.secret(".password");
        String ha1 = in.secret(".ha1");
        if (password.isEmpty() == ha1.isEmpty()) {
            in.refuseSecret(
                    ".password",
                    (ha1.isEmpty() ? ".password and .ha1 are both missing" : ".password and .ha1 are both there")
                            + "; one of them is needed, the values are not shown");
        }
        in.check();
        PresenceUser user = ha1.isEmpty()
                ? PresenceUser.withPassword(username.orElseThrow(), password, uris)
                : PresenceUser.withHa1(username.orElseThrow(), hashes(entries(ha1)), uris);
        return user.withAlgorithms(algorithms);
    }

    private static List<String> algorithms(String list) {
        List<String> algorithms = entries(list);
        if (!algorithms.stream()
                .allMatch(algorithm -> HashFunction.named(algorithm).isPresent())) {
            throw new IllegalArgumentException("an entry is not known");
        }
        return algorithms;
    }

    private static String username(String text) {
        if (text.indexOf(':') >= 0 || !text.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            throw new IllegalArgumentException("a character cannot be");
        }
        return text;
    }

    private static Map<String, String> hashes(List<String> hashes) {
        Map<String, String> byAlgorithm = new HashMap<>();
        for (String hash : hashes) {
            if (!hash.matches("[0-9a-fA-F]{32}|[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(
                        ".ha1 is no hash; allowed are 32 hexadecimal digits for MD5 and 64 for"
                                + " SHA-256, the value is not shown");
            }
            byAlgorithm.put(hash.length() == 32 ? "MD5" : "SHA-256", hash);
        }
        return byAlgorithm;
    }

    private static List<String> entries(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
