package io.qsa.itests.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A SIP message as text, read without any code of the product. Immutable. */
public final class SipText {
    private final String text;

    public SipText(String text) {
        this.text = text;
    }

    public String startLine() {
        return text.substring(0, text.indexOf("\r\n"));
    }

    /** The status code of an answer; 0 if this is a request. */
    public int status() {
        return startLine().startsWith("SIP/2.0 ") ? Integer.parseInt(startLine().substring(8, 11)) : 0;
    }

    /** Whether it is a request of this method. */
    public boolean is(String method) {
        return startLine().startsWith(method + " ");
    }

    /** The value of the first header field of that name; empty if there is none. */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    public List<String> headers(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return Arrays.stream(head().split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).trim())
                .toList();
    }

    public String body() {
        return text.substring(head().length() + 4);
    }

    private String head() {
        return text.substring(0, text.indexOf("\r\n\r\n"));
    }

    @Override
    public String toString() {
        return text;
    }
}
