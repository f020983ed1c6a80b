package io.qsa.sip.digest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads authentication header fields (RFC 7235 section 2.1): schemes with {@code name=value} parameters. Input from
 * peers: a header that is not well-formed, too long or has a parameter twice counts as empty. Confined to one reading.
 */
public final class AuthHeader {
    private static final int MAX_LENGTH = 8192;
    private static final String NO_SCHEME = "";

    private final String text;
    private int at;

    private AuthHeader(String text) {
        this.text = text;
    }

    /** One challenge, or the answer to one: the scheme in lower case, and its parameters, their names in lower case, without quotes. */
    public record Scheme(String name, Map<String, String> parameters) {}

    /** The challenges or answers of a field, in order. */
    public static List<Scheme> challenges(String value) {
        List<Scheme> schemes = read(value);
        return schemes.isEmpty() || schemes.get(0).name().equals(NO_SCHEME) ? List.of() : schemes;
    }

    /** The parameters of a field that has no scheme. */
    public static Map<String, String> parameters(String value) {
        List<Scheme> schemes = read(value);
        return schemes.size() == 1 && schemes.get(0).name().equals(NO_SCHEME)
                ? schemes.get(0).parameters()
                : Map.of();
    }

    private static List<Scheme> read(String value) {
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            return List.of();
        }
        try {
            return new AuthHeader(value).schemes();
        } catch (MalformedException e) {
            return List.of();
        }
    }

    private List<Scheme> schemes() throws MalformedException {
        List<Scheme> schemes = new ArrayList<>(1);
        for (skip(" \t,"); at < text.length(); skip(" \t,")) {
            String name = token().toLowerCase(Locale.ROOT);
            skip(" \t");
            if (!isAt('=')) {
                schemes.add(new Scheme(name, new HashMap<>()));
                continue;
            }
            at++;
            skip(" \t");
            if (schemes.isEmpty()) {
                schemes.add(new Scheme(NO_SCHEME, new HashMap<>()));
            }
            String parameter = isAt('"') ? quoted() : token();
            if (schemes.get(schemes.size() - 1).parameters().put(name, parameter) != null) {
                throw new MalformedException();
            }
        }
        return schemes;
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private String token() throws MalformedException {
        int start = at;
        while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new MalformedException();
        }
        return text.substring(start, at);
    }

    private String quoted() throws MalformedException {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && !isAt('"'); at++) {
            if (isAt('\\')) {
                at++;
            }
            if (at < text.length()) {
                value.append(text.charAt(at));
            }
        }
        if (!isAt('"')) {
            throw new MalformedException();
        }
        at++;
        return value.toString();
    }

    /** Text as a quoted string of a header. */
    public static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException() {
            super(null, null, false, false);
        }
    }
}
