package io.qsa.sip.endpoint.internal.digest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.qsa.base.config.ConfigValues;
import io.qsa.sip.HostPattern;
import io.qsa.sip.digest.HashFunction;

/** Reads and checks one configuration of the factory {@value #PID}. No message shows a secret. */
public final class CredentialSettings {
    public static final String PID = "io.qsa.sip.credentials";
    public static final String DEFAULT_ALGORITHMS = "SHA-256, MD5";

    private final ConfigValues reader;

    private CredentialSettings(ConfigValues reader) {
        this.reader = reader;
    }

    /**
     * Makes a credential from configuration values of any type; unknown keys are ignored.
     *
     * @throws IllegalArgumentException with the key, the allowed values and, unless it is secret, the value, if one is
     *     wrong
     */
    public static Credential parse(Map<String, ?> values) {
        return parse(new ConfigValues(values));
    }

    /** The same; the caller may later read the unknown keys from the values. */
    public static Credential parse(ConfigValues values) {
        return new CredentialSettings(values).credential();
    }

    private Credential credential() {
        Optional<Subscriber> subscriber = reader.required("subscriber", "a URI or *@DOMAIN", Subscriber::parse);
        Optional<String> realm = reader.required("realm", "one line of text", CredentialSettings::oneLine);
        Optional<List<HostPattern>> hosts =
                reader.required("hosts", "HOST or *.DOMAIN, several separated by comma", text -> entries(text)
                        .map(HostPattern::parse)
                        .toList());
        Optional<String> username =
                reader.required("username", "one line of text without a colon", CredentialSettings::username);
        Set<HashFunction> hashes = reader.value(
                "algorithms", DEFAULT_ALGORITHMS, "SHA-256 and MD5, separated by comma", text -> entries(text)
                        .map(CredentialSettings::hash)
                        .collect(Collectors.toSet()));
        String password = reader.secret(".password");
        String ha1 = reader.secret(".ha1").toLowerCase(Locale.ROOT);
        Set<HashFunction> fitting = fitting(hashes, password, ha1);
        reader.check();
        Secret secret = ha1.isEmpty() ? new Secret(password, false) : new Secret(ha1, true);
        return new Credential(
                subscriber.orElseThrow(),
                hosts.orElseThrow(),
                new Account(username.orElseThrow(), realm.orElseThrow(), secret, fitting));
    }

    /** The hash functions for which there is a secret. */
    private Set<HashFunction> fitting(Set<HashFunction> hashes, String password, String ha1) {
        if (password.isEmpty() == ha1.isEmpty()) {
            reader.refuseSecret(
                    ".password",
                    (ha1.isEmpty() ? ".password and .ha1 are both missing" : ".password and .ha1 are both there")
                            + "; one of them is needed, the values are not shown");
            return Set.of();
        }
        if (ha1.isEmpty()) {
            return hashes;
        }
        Set<HashFunction> fitting = hashes.stream()
                .filter(hash -> ha1.matches("[0-9a-f]{" + hash.hexLength() + "}"))
                .collect(Collectors.toSet());
        if (fitting.isEmpty()) {
            reader.refuseSecret(
                    ".ha1",
                    ".ha1 is no hash of one of the algorithms; allowed are 32 hexadecimal"
                            + " digits for MD5 and 64 for SHA-256, the value is not shown");
        }
        return fitting;
    }

    private static Stream<String> entries(String list) {
        List<String> entries = Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(e -> !e.isEmpty())
                .toList();
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("is missing");
        }
        return entries.stream();
    }

    private static HashFunction hash(String name) {
        return HashFunction.named(name)
                .orElseThrow(() -> new IllegalArgumentException("has an entry that is not known"));
    }

    private static String username(String text) {
        if (text.indexOf(':') >= 0) {
            throw new IllegalArgumentException("holds a colon");
        }
        return oneLine(text);
    }

    private static String oneLine(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            throw new IllegalArgumentException("holds a control character");
        }
        return text;
    }
}
