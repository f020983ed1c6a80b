package io.qsa.sip;

/**
 * A violation of the grammar of RFC 3261 section 25.1 that occurs in messages of real peers and has only one possible meaning.
 * The caller of the parser decides whether to accept it.
 */
public enum Oddity {
    /** A line that ends with LF alone. */
    BARE_LINE_FEEDS("a line that ends without CR"),
    /** {@code < sip:a@example.com >} (RFC 4475 section 3.1.2.14). */
    BLANKS_IN_BRACKETS("blanks inside the angle brackets of an address"),
    /** A display name without quotes that needs them, for example because of a comma (RFC 4475 section 3.1.2.15). */
    UNQUOTED_NAMES("a display name that needs quotes"),
    /** Two semicolons in a row after an address, or one at its end. */
    EMPTY_PARAMETERS("a semicolon without a parameter"),
    /** A host name with an underscore in Via. */
    UNDERSCORES_IN_HOSTS("an underscore in the name of a host");

    private final String text;

    Oddity(String text) {
        this.text = text;
    }

    /** What is odd, for a log line. */
    public String text() {
        return text;
    }
}
