package io.qsa.sip.notifier.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.qsa.base.uri.UriIdentity;
import io.qsa.sip.digest.HashFunction;

/**
 * A user who may watch and publish over SIP: the credentials and the URIs of that user. Immutable; its text shows
 * nothing secret.
 */
public final class PresenceUser {
    /** Before a domain: every user of it. */
    private static final String EVERYBODY = "*@";

    private final String username;
    private final Optional<String> password;
    private final Map<String, String> ha1;
    private final List<String> uris;
    private final List<String> algorithms;

    private PresenceUser(
            String username,
            Optional<String> password,
            Map<String, String> ha1,
            List<String> uris,
            List<String> algorithms) {
        this.username = username;
        this.password = password;
        this.ha1 = ha1;
        this.uris = uris;
        this.algorithms = algorithms;
    }

    /** @param uris of the user: {@code sip:alice@example.com}, or {@code *@example.com} for every user of a domain */
    public static PresenceUser withPassword(String username, String password, List<String> uris) {
        return new PresenceUser(username, Optional.of(password), Map.of(), checked(uris), List.of());
    }

    /**
     * @param ha1 by algorithm, {@code MD5} or {@code SHA-256}: the hash of username, realm and password with colons
     *     between them, as hexadecimal digits
     * @param uris of the user: {@code sip:alice@example.com}, or {@code *@example.com} for every user of a domain
     */
    public static PresenceUser withHa1(String username, Map<String, String> ha1, List<String> uris) {
        return new PresenceUser(username, Optional.empty(), Map.copyOf(ha1), checked(uris), List.of());
    }

    /**
     * This user with algorithms of its own, {@code MD5} or {@code SHA-256}, the preferred one first: it is challenged with these
     * alone. For phones that give up at a challenge with an algorithm that they do not know.
     */
    public PresenceUser withAlgorithms(List<String> own) {
        if (!own.stream().allMatch(algorithm -> HashFunction.named(algorithm).isPresent())) {
            throw new IllegalArgumentException("an algorithm is not known: " + own);
        }
        return new PresenceUser(username, password, ha1, uris, List.copyOf(own));
    }

    private static List<String> checked(List<String> uris) {
        if (uris.isEmpty()) {
            throw refused(uris);
        }
        try {
            return uris.stream().map(PresenceUser::canonical).toList();
        } catch (IllegalArgumentException noPattern) {
            throw refused(uris);
        }
    }

    private static IllegalArgumentException refused(List<String> uris) {
        return new IllegalArgumentException("uris are no sip, sips, pres or tel URIs, nor *@DOMAIN: " + uris);
    }

    private static String canonical(String uri) {
        return uri.startsWith(EVERYBODY)
                ? EVERYBODY + UriIdentity.canonicalHost(uri.substring(EVERYBODY.length()))
                : UriIdentity.key(uri);
    }

    public String username() {
        return username;
    }

    /** The algorithms with which this user is challenged; empty for those of the server. */
    public List<String> algorithms() {
        return algorithms;
    }

    /** Whether this is a URI of the user. */
    public boolean is(String uri) {
        return UriIdentity.find(uri)
                .filter(known -> uris.contains(known.key()) || uris.contains(EVERYBODY + known.host()))
                .isPresent();
    }

    /** The hash of username, realm and password, as hexadecimal digits in lower case; empty if it is not known. */
    public Optional<String> ha1(String realm, String algorithm) {
        return password.isPresent()
                ? Optional.of(hash(algorithm, username + ":" + realm + ":" + password.get()))
                : Optional.ofNullable(ha1.get(algorithm)).map(hash -> hash.toLowerCase(Locale.ROOT));
    }

    private static String hash(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("algorithm is not known: " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return username + " as " + uris;
    }
}
