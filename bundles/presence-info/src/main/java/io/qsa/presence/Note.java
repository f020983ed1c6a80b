package io.qsa.presence;

import java.util.Optional;

import io.qsa.presence.xml.XmlText;

/** A text for people (RFC 3863 section 4.1.6). Immutable; equal if text and language are equal. */
public final class Note {
    private final String text;
    private final String language;
    private final ForeignAttributes attributes;

    private Note(String text, String language, ForeignAttributes attributes) {
        this.attributes = attributes;
        this.text = XmlText.checked("note", text);
        this.language = XmlText.checked("language", language);
    }

    /** A note in no language in particular. */
    public static Note of(String text) {
        return new Note(text, "", ForeignAttributes.NONE);
    }

    /** A note with the value of its {@code xml:lang}, such as {@code en} or {@code de-CH}. */
    public static Note of(String text, String language) {
        return new Note(text, language, ForeignAttributes.NONE);
    }

    static Note of(String text, String language, ForeignAttributes attributes) {
        return new Note(text, language, attributes);
    }

    /** The text, entities decoded. */
    public String text() {
        return text;
    }

    /** The value of {@code xml:lang}, its own or inherited. */
    public Optional<String> language() {
        return language.isEmpty() ? Optional.empty() : Optional.of(language);
    }

    /** Its attributes of other namespaces. */
    public ForeignAttributes attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Note that
                && text.equals(that.text)
                && language.equals(that.language)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + language.hashCode();
    }

    @Override
    public String toString() {
        return language.isEmpty() ? text : text + " (" + language + ")";
    }
}
