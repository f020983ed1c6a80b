package io.qsa.base.uri;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.qsa.base.text.LogText;

/**
 * The identity of a {@code sip}, {@code sips}, {@code pres} or {@code tel} URI. Immutable.
 *
 * <p>It answers two questions, which must not be mixed (decision 31). {@link #key} identifies a user or a list, whatever the
 * scheme and the parameters of the URI; it is for maps. {@link #isSameAs} compares two URIs as the RFCs say; it is for rules.
 * That comparison is not transitive, so there is no {@code equals}.
 */
public final class UriIdentity {
    /** Identifies one of several lists of a user. */
    private static final String LIST = "pres-list";
    /** Parameters that belong to a number (RFC 3966 section 5.1), in the order in which they are written. */
    private static final List<String> OF_LOCAL_NUMBER = List.of("ext", "isub", "phone-context");

    private static final List<String> OF_GLOBAL_NUMBER = List.of("ext", "isub");
    /** Parameters that make two URIs differ even if only one of them has the parameter (RFC 3261 section 19.1.4). */
    private static final List<String> TELLING = List.of("user", "ttl", "method", "maddr", "transport");
    /** Parameters that From and To must not have (RFC 3261 section 19.1.1): they describe a route, not a user. */
    private static final List<String> OF_WAY = List.of("ttl", "method", "maddr", "transport", "lr");

    /** How many characters of a wrong URI a message shows. */
    private static final int MAX_SHOWN = 80;

    private final String scheme;
    private final String user;
    private final String host;
    private final String port;
    private final SortedMap<String, String> parameters;
    private final List<String> headers;

    private UriIdentity(UriReader in) {
        scheme = in.scheme();
        user = in.user();
        host = in.host();
        port = in.port();
        parameters = in.parameters();
        headers = in.headers();
    }

    private UriIdentity(UriIdentity whole, SortedMap<String, String> parameters) {
        this.scheme = whole.scheme;
        this.user = whole.user;
        this.host = whole.host;
        this.port = whole.port;
        this.parameters = parameters;
        this.headers = List.of();
    }

    /** Reads a URI; one that is not an entity is an {@link IllegalArgumentException}. */
    public static UriIdentity of(String uri) {
        return find(uri)
                .orElseThrow(() -> new IllegalArgumentException(
                        "entity is no sip, sips, pres or tel URI: '" + LogText.of(uri, MAX_SHOWN) + "'"));
    }

    /** Reads a URI; empty if it is not an entity. */
    public static Optional<UriIdentity> find(String uri) {
        try {
            return Optional.of(new UriIdentity(new UriReader(uri)));
        } catch (IllegalArgumentException noEntity) {
            return Optional.empty();
        }
    }

    /** Whether a URI can have a status. */
    public static boolean isEntity(String uri) {
        return PlainUri.startOfKey(uri) > 0 || find(uri).isPresent();
    }

    /**
     * The key of the user or list of a URI; an {@link IllegalArgumentException} if it is not an entity. Parameters are left
     * out (RFC 3261 section 10.3) but {@code pres-list} and those that belong to a telephone number.
     */
    public static String key(String uri) {
        int start = PlainUri.startOfKey(uri);
        return start > 0 ? uri.substring(start) : of(uri).key();
    }

    /** The key of a URI, or the text itself if it is not an entity. */
    public static String keyOrText(String uri) {
        int start = PlainUri.startOfKey(uri);
        return start > 0
                ? uri.substring(start)
                : find(uri).map(UriIdentity::key).orElse(uri);
    }

    /** Whether two URIs have one key, or are the same text. */
    public static boolean haveOneKey(String one, String other) {
        return one.equals(other) || keyOrText(one).equals(keyOrText(other)) && isEntity(one) && isEntity(other);
    }

    /** The one of all URIs with this key that documents use as their entity. */
    public static String uriOfKey(String key) {
        return key.startsWith("tel:") && key.indexOf('@') < 0 ? key : "sip:" + key;
    }

    /**
     * A URI in canonical spelling, with scheme, parameters and headers: for requests to a server, which may distinguish those.
     * Text that is not an entity is returned unchanged.
     */
    public static String canonical(String uri) {
        return find(uri).map(UriIdentity::toString).orElse(uri);
    }

    /** A host in canonical spelling: in lower case, IDN as A-labels, without a final dot. */
    public static String canonicalHost(String host) {
        return HostText.canonical(host);
    }

    /** The key, see {@link #key(String)}. */
    public String key() {
        StringBuilder key = address();
        if (!isTelephone()) {
            appendParameter(key, LIST);
        }
        return key.toString();
    }

    /**
     * The key of the user, without a list. It is equal for all URIs that {@link #isSameAs} calls the same, so a map with these
     * keys finds the candidates for that comparison.
     */
    public String userKey() {
        return address().toString();
    }

    private StringBuilder address() {
        StringBuilder address = new StringBuilder(isTelephone() ? "tel:" : "");
        appendAddress(address);
        if (isTelephone()) {
            (user.startsWith("+") ? OF_GLOBAL_NUMBER : OF_LOCAL_NUMBER).forEach(name -> appendParameter(address, name));
        }
        return address;
    }

    private boolean isTelephone() {
        return scheme.equals("tel");
    }

    private void appendAddress(StringBuilder text) {
        text.append(user);
        if (!user.isEmpty() && !isTelephone()) {
            text.append('@');
        }
        text.append(host);
        if (!port.isEmpty()) {
            text.append(':').append(port);
        }
    }

    private void appendParameter(StringBuilder text, String name) {
        String value = parameters.get(name);
        if (value != null) {
            text.append(';').append(name).append('=').append(value);
        }
    }

    /**
     * Whether both are equal by RFC 3261 section 19.1.4 or, for telephone numbers, RFC 3966 section 4. URIs of different
     * schemes never are, and most parameters that only one of two SIP URIs has are ignored.
     */
    public boolean isSameAs(UriIdentity other) {
        return scheme.equals(other.scheme)
                && user.equals(other.user)
                && host.equals(other.host)
                && port.equals(other.port)
                && headers.equals(other.headers)
                && hasSameParameters(other);
    }

    /** The same without headers, and without the parameters that From must not have. */
    public UriIdentity inFrom() {
        if (parameters.isEmpty() && headers.isEmpty()) {
            return this;
        }
        SortedMap<String, String> meant = new TreeMap<>(parameters);
        meant.keySet().removeAll(OF_WAY);
        return new UriIdentity(this, meant);
    }

    private boolean hasSameParameters(UriIdentity other) {
        if (isTelephone()) {
            return parameters.equals(other.parameters);
        }
        for (String name : TELLING) {
            if (parameters.containsKey(name) != other.parameters.containsKey(name)) {
                return false;
            }
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String its = other.parameters.get(parameter.getKey());
            if (its != null && !its.equals(parameter.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** In lower case. */
    public String scheme() {
        return scheme;
    }

    /** The user with needless escapes undone; empty if there is none. The number of a {@code tel} URI. */
    public String user() {
        return user;
    }

    /** The host without port, in {@link #canonicalHost} spelling; empty for a {@code tel} URI. */
    public String host() {
        return host;
    }

    /** The value of {@code pres-list}; empty if the URI identifies the user. */
    public String list() {
        return parameters.getOrDefault(LIST, "");
    }

    /** The URI in canonical spelling. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scheme).append(':');
        appendAddress(text);
        parameters.keySet().forEach(name -> appendParameter(text, name));
        return headers.isEmpty()
                ? text.toString()
                : text.append('?').append(String.join("&", headers)).toString();
    }
}
