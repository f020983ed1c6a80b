package io.qsa;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A status document, as it was received. Immutable.
 *
 * <p>The notifier that delivers a document may have parsed it: {@link #as(Class)} gives the model, for example
 * {@code io.qsa.presence.PresenceInfo} for {@code application/pidf+xml}.
 */
public final class Document {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

    private final String contentType;
    private final byte[] bytes;
    private final Object model;

    private Document(String contentType, byte[] bytes, Object model) {
        this.contentType = Objects.requireNonNull(contentType, "contentType");
        this.bytes = bytes.clone();
        this.model = model;
    }

    /** A document that was not parsed. */
    public static Document of(String contentType, byte[] bytes) {
        return new Document(contentType, bytes, null);
    }

    /** A document with its parsed form, which must be immutable. */
    public static Document of(String contentType, byte[] bytes, Object model) {
        return new Document(contentType, bytes, Objects.requireNonNull(model, "model"));
    }

    /** The content type with its parameters, as received. */
    public String contentType() {
        return contentType;
    }

    /** A copy of the bytes, as received. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** The document as text, in the character set that the content type names, or in UTF-8. */
    public String text() {
        return new String(bytes, charset());
    }

    /** The parsed form, if there is one of this type. */
    public <T> Optional<T> as(Class<T> type) {
        return type.isInstance(model) ? Optional.of(type.cast(model)) : Optional.empty();
    }

    private Charset charset() {
        Matcher matcher = CHARSET.matcher(contentType);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(matcher.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** For example {@code application/pidf+xml, 412 bytes}. */
    @Override
    public String toString() {
        return contentType + ", " + bytes.length + " bytes";
    }
}
