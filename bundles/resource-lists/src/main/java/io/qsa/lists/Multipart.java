package io.qsa.lists;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.qsa.sip.HeaderParameters;

/**
 * The parts of a body of type {@code multipart/related} (RFC 2046 section 5.1, RFC 2387), in its order. Lines may end in
 * CRLF or LF. Immutable.
 */
final class Multipart {
    /** RFC 2046 section 5.1.1. */
    private static final String BOUNDARY = "[A-Za-z0-9'()+_,./:=? -]{1,70}(?<! )";

    private static final int MOST_PARTS = 10_000;
    private static final int LONGEST_HEADERS = 8192;

    /** No parts at all. */
    static final Multipart NONE = new Multipart("", List.of());

    private final String root;
    private final List<Part> parts;

    private Multipart(String root, List<Part> parts) {
        this.root = root;
        this.parts = parts;
    }

    /** One part. Immutable. */
    static final class Part {
        private final boolean readable;
        private final Map<String, String> headers;
        private final byte[] body;

        private Part(boolean readable, Map<String, String> headers, byte[] body) {
            this.readable = readable;
            this.headers = headers;
            this.body = body;
        }

        /** Empty where there is none. */
        String contentType() {
            return headers.getOrDefault("content-type", "");
        }

        /** Without the angle brackets; empty where there is none. */
        String contentId() {
            return withoutBrackets(headers.getOrDefault("content-id", ""));
        }

        /** The bytes after its headers; an {@link IllegalArgumentException} if a header is invalid. */
        byte[] body() {
            if (!readable) {
                throw new IllegalArgumentException("a header of the part has no colon");
            }
            return body;
        }
    }

    /**
     * Splits a body into its parts.
     *
     * @throws IllegalArgumentException if the type has no boundary, or if the body does not match it
     */
    static Multipart read(String contentType, byte[] body) {
        Map<String, String> parameters = HeaderParameters.parse(contentType);
        String boundary = parameters.getOrDefault("boundary", "");
        if (!boundary.matches(BOUNDARY)) {
            throw new IllegalArgumentException("the multipart type has no boundary");
        }
        // One character for one byte, so that positions are the same.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return new Multipart(withoutBrackets(parameters.getOrDefault("start", "")), parts(text, "--" + boundary, body));
    }

    private static String withoutBrackets(String id) {
        return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
    }

    private static List<Part> parts(String text, String delimiter, byte[] body) {
        List<Part> parts = new ArrayList<>();
        int line = delimiterLine(text, delimiter, 0);
        while (line >= 0 && !isLast(text, delimiter, line)) {
            int start = endOfLine(text, line);
            int next = delimiterLine(text, delimiter, start);
            if (next < 0) {
                break;
            }
            if (parts.size() == MOST_PARTS) {
                throw new IllegalArgumentException("more than " + MOST_PARTS + " parts");
            }
            parts.add(part(text, start, beforeLineEnd(text, start, next), body));
            line = next;
        }
        if (line < 0 || !isLast(text, delimiter, line)) {
            throw new IllegalArgumentException("the last boundary is missing");
        }
        return List.copyOf(parts);
    }

    /** The start of the next delimiter line; -1 if there is none. */
    private static int delimiterLine(String text, String delimiter, int from) {
        int at = text.indexOf(delimiter, from);
        while (at >= 0 && !isDelimiter(text, delimiter, at)) {
            at = text.indexOf(delimiter, at + 1);
        }
        return at;
    }

    /** Whether the text there is a line of its own, and not the beginning of a longer boundary. */
    private static boolean isDelimiter(String text, String delimiter, int at) {
        if (at > 0 && text.charAt(at - 1) != '\n') {
            return false;
        }
        String rest = text.substring(at + delimiter.length(), Math.max(endOfLine(text, at), at + delimiter.length()));
        return rest.isBlank() || rest.startsWith("--") && rest.substring(2).isBlank();
    }

    private static boolean isLast(String text, String delimiter, int line) {
        return text.startsWith("--", line + delimiter.length());
    }

    /** The index behind the end of the line. */
    private static int endOfLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** The line end before a delimiter belongs to the delimiter. */
    private static int beforeLineEnd(String text, int start, int delimiter) {
        int end = delimiter;
        if (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        return end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private static Part part(String text, int start, int end, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        boolean isReadable = true;
        int at = start;
        String last = "";
        while (at < end) {
            int next = Math.min(endOfLine(text, at), end);
            String line = text.substring(at, next).stripTrailing();
            at = next;
            if (line.isEmpty()) {
                break;
            }
            if (at - start > LONGEST_HEADERS) {
                throw new IllegalArgumentException("the headers of a part are longer than " + LONGEST_HEADERS);
            }
            isReadable &= line.indexOf(':') >= 0 || Character.isWhitespace(line.charAt(0));
            last = addHeader(headers, last, line);
        }
        return new Part(isReadable, headers, Arrays.copyOfRange(body, Math.min(at, end), end));
    }

    /** @return the name of the header, for a continuation line */
    private static String addHeader(Map<String, String> headers, String last, String line) {
        if (Character.isWhitespace(line.charAt(0))) {
            headers.computeIfPresent(last, (name, value) -> value + " " + line.strip());
            return last;
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            return "";
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.put(name, line.substring(colon + 1).strip());
        return name;
    }

    /** The part that the type names as its start; the first one if it names none. */
    Part root() {
        Optional<Part> named = root.isEmpty() ? parts.stream().findFirst() : find(root);
        return named.orElseThrow(() -> new IllegalArgumentException("the root part is missing"));
    }

    /** The part with this Content-ID. */
    Optional<Part> find(String contentId) {
        return parts.stream().filter(part -> part.contentId().equals(contentId)).findFirst();
    }
}
