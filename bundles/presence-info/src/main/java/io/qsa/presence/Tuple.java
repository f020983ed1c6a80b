package io.qsa.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.qsa.presence.xml.XmlText;

/** One way to reach a presentity, with its status (RFC 3863 section 4.1.2). Immutable; equal if all parts are equal. */
public final class Tuple {
    private final String id;
    private final String basicText;
    private final Contact contact;
    private final Instant timestamp;
    private final List<Note> notes;
    private final List<Extension> extensions;
    private final List<Extension> statusExtensions;
    /** By the name of the element: the tuple itself, status, basic, contact, timestamp. */
    private final Map<String, ForeignAttributes> attributes;

    private Tuple(Builder parts) {
        this.id = XmlText.required("tuple id", parts.id);
        this.basicText = parts.basicText == null ? null : XmlText.checked("basic", parts.basicText);
        this.contact = parts.contact;
        this.timestamp = parts.timestamp;
        this.notes = List.copyOf(parts.notes);
        this.extensions = List.copyOf(parts.extensions);
        this.statusExtensions = List.copyOf(parts.statusExtensions);
        this.attributes = Map.copyOf(parts.attributes);
    }

    /** A tuple with an id and a basic status only. */
    public static Tuple of(String id, BasicStatus basic) {
        return builder(id).basic(basic).build();
    }

    /** A tuple with this id; the rest follows. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** A builder that has all parts of this tuple, but for its id. */
    public Builder copyAs(String newId) {
        Builder copy = new Builder(newId);
        copy.basicText = basicText;
        copy.contact = contact;
        copy.timestamp = timestamp;
        copy.notes.addAll(notes);
        copy.extensions.addAll(extensions);
        copy.statusExtensions.addAll(statusExtensions);
        copy.attributes = attributes;
        return copy;
    }

    /** Unique in its document. */
    public String id() {
        return id;
    }

    public BasicStatus basic() {
        return basicText == null ? BasicStatus.UNDEFINED : BasicStatus.of(basicText);
    }

    /** The basic status as the document has it, also when it is no word of RFC 3863; empty if the document has none. */
    public Optional<String> basicText() {
        return Optional.ofNullable(basicText);
    }

    public Optional<Contact> contact() {
        return Optional.ofNullable(contact);
    }

    /** When the status last changed. */
    public Optional<Instant> timestamp() {
        return Optional.ofNullable(timestamp);
    }

    public List<Note> notes() {
        return notes;
    }

    /** Foreign elements beside the status. */
    public List<Extension> extensions() {
        return extensions;
    }

    /** Foreign elements inside the status. */
    public List<Extension> statusExtensions() {
        return statusExtensions;
    }

    /**
     * The attributes of other namespaces that one of its elements has.
     *
     * @param element {@code tuple} for itself; {@code status}, {@code basic}, {@code contact} or {@code timestamp}
     */
    public ForeignAttributes attributes(String element) {
        return attributes.getOrDefault(element, ForeignAttributes.NONE);
    }

    int lengthOfAttributes() {
        return attributes.values().stream().mapToInt(ForeignAttributes::length).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tuple that
                && id.equals(that.id)
                && Objects.equals(basicText, that.basicText)
                && Objects.equals(contact, that.contact)
                && Objects.equals(timestamp, that.timestamp)
                && notes.equals(that.notes)
                && extensions.equals(that.extensions)
                && statusExtensions.equals(that.statusExtensions)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, basicText, contact, timestamp, notes, extensions, statusExtensions);
    }

    /** For example {@code t1 open}. */
    @Override
    public String toString() {
        return id + " " + (basicText == null ? "undefined" : basicText);
    }

    /** The parts of a tuple to be. Confined to its caller. */
    public static final class Builder {
        private final String id;
        private final List<Note> notes = new ArrayList<>(0);
        private final List<Extension> extensions = new ArrayList<>(0);
        private final List<Extension> statusExtensions = new ArrayList<>(0);
        private Map<String, ForeignAttributes> attributes = Map.of();
        private String basicText;
        private Contact contact;
        private Instant timestamp;

        private Builder(String id) {
            this.id = id;
        }

        public Builder basic(BasicStatus basic) {
            basicText = basic == BasicStatus.UNDEFINED ? null : basic.text();
            return this;
        }

        /** The basic status as written in a document, whether RFC 3863 defines it or not. */
        Builder basicText(String text) {
            basicText = text;
            return this;
        }

        /** Sets the attributes of other namespaces of one element of the tuple. */
        Builder attributes(String element, ForeignAttributes foreign) {
            if (!foreign.isEmpty()) {
                attributes = new HashMap<>(attributes);
                attributes.put(element, foreign);
            }
            return this;
        }

        public Builder contact(Contact newContact) {
            contact = Objects.requireNonNull(newContact, "contact");
            return this;
        }

        public Builder timestamp(Instant instant) {
            timestamp = Objects.requireNonNull(instant, "timestamp");
            return this;
        }

        /** Adds a note. */
        public Builder note(Note note) {
            notes.add(note);
            return this;
        }

        /** Adds a foreign element beside the status. */
        public Builder extension(Extension extension) {
            extensions.add(extension);
            return this;
        }

        /** Adds a foreign element inside the status. */
        public Builder statusExtension(Extension extension) {
            statusExtensions.add(extension);
            return this;
        }

        public Tuple build() {
            return new Tuple(this);
        }
    }
}
