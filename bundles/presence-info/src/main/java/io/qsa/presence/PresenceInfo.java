package io.qsa.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.qsa.presence.xml.XmlText;

/** The presence of one entity (RFC 3863 section 4.1.1). Immutable; equal if all parts are equal. */
public final class PresenceInfo {
    /** The media type of the documents. */
    public static final String CONTENT_TYPE = "application/pidf+xml";

    private static final String DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model";
    /** Where Asterisk's chan_sip puts a person. */
    private static final String PERSON = "urn:ietf:params:xml:ns:pidf:person";

    private final Root root;
    private final List<Tuple> tuples;
    private final List<Note> notes;
    private final List<Extension> extensions;

    /**
     * What the root element says. Immutable.
     *
     * @param passedOver how many invalid parts of the document were ignored; not a part of equality
     */
    record Root(String entity, ForeignAttributes attributes, int passedOver) {
        Root withoutCount() {
            return passedOver == 0 ? this : new Root(entity, attributes, 0);
        }
    }

    private PresenceInfo(Root root, List<Tuple> tuples, List<Note> notes, List<Extension> extensions) {
        this.root = root;
        this.tuples = tuples;
        this.notes = notes;
        this.extensions = extensions;
    }

    /**
     * Nothing is known of the entity yet.
     *
     * @param entity the URI of the presentity
     */
    public static PresenceInfo of(String entity) {
        Root root = new Root(XmlText.required("entity", entity), ForeignAttributes.NONE, 0);
        return new PresenceInfo(root, List.of(), List.of(), List.of());
    }

    /** All that is known of an entity, from tuples that have different ids. */
    static PresenceInfo of(Root root, Collection<Tuple> tuples, List<Note> notes, List<Extension> extensions) {
        return new PresenceInfo(root, List.copyOf(tuples), List.copyOf(notes), List.copyOf(extensions));
    }

    /** The same of another entity. */
    public PresenceInfo withEntity(String other) {
        Root renamed = new Root(XmlText.required("entity", other), root.attributes(), 0);
        return new PresenceInfo(renamed, tuples, notes, extensions);
    }

    /** The same with those attributes of another document that this one does not have. */
    public PresenceInfo withAttributesOf(PresenceInfo other) {
        Root more = new Root(root.entity(), root.attributes().and(other.root.attributes()), 0);
        return new PresenceInfo(more, tuples, notes, extensions);
    }

    /** The same with one more tuple. */
    public PresenceInfo withTuple(Tuple tuple) {
        return withTuples(appended(tuples, tuple));
    }

    /** The same with these tuples. Two of one id are an {@link IllegalArgumentException}. */
    public PresenceInfo withTuples(List<Tuple> others) {
        Set<String> ids = new HashSet<>();
        for (Tuple tuple : others) {
            if (!ids.add(tuple.id())) {
                throw new IllegalArgumentException("tuple id '" + XmlText.printable(tuple.id()) + "' stands twice");
            }
        }
        return new PresenceInfo(root.withoutCount(), List.copyOf(others), notes, extensions);
    }

    /** The same with one more note. */
    public PresenceInfo withNote(Note note) {
        return withNotes(appended(notes, note));
    }

    /** The same with these notes. */
    public PresenceInfo withNotes(List<Note> others) {
        return new PresenceInfo(root.withoutCount(), tuples, List.copyOf(others), extensions);
    }

    /** The same with one more foreign element. */
    public PresenceInfo withExtension(Extension extension) {
        return withExtensions(appended(extensions, extension));
    }

    /** The same with these foreign elements. */
    public PresenceInfo withExtensions(List<Extension> others) {
        return new PresenceInfo(root.withoutCount(), tuples, notes, List.copyOf(others));
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    /** The URI of the presentity, as the document has it; it may be another one than was subscribed to. */
    public String entity() {
        return root.entity();
    }

    /** The attributes of other namespaces that the root element has. */
    public ForeignAttributes attributes() {
        return root.attributes();
    }

    /** Each with an id of its own. */
    public List<Tuple> tuples() {
        return tuples;
    }

    public List<Note> notes() {
        return notes;
    }

    /** Foreign elements beside the tuples, persons and devices among them. */
    public List<Extension> extensions() {
        return extensions;
    }

    /** The person elements (RFC 4479 section 3.4, RFC 4480). */
    public List<Extension> persons() {
        return extensions.stream()
                .filter(e -> e.name().equals("person"))
                .filter(e -> e.namespace().equals(DATA_MODEL) || e.namespace().equals(PERSON))
                .toList();
    }

    /** The device elements (RFC 4479 section 3.6, RFC 4480). */
    public List<Extension> devices() {
        return extensions.stream()
                .filter(e -> e.name().equals("device") && e.namespace().equals(DATA_MODEL))
                .toList();
    }

    /** Whether a foreign element is a person or a device, whose id no other element of the document may have. */
    public static boolean isOfDataModel(Extension extension) {
        return extension.namespace().equals(DATA_MODEL)
                && (extension.name().equals("person") || extension.name().equals("device"));
    }

    /** Open if a tuple is open, otherwise closed if a tuple is closed, otherwise undefined. */
    public BasicStatus basic() {
        if (tuples.stream().anyMatch(t -> t.basic() == BasicStatus.OPEN)) {
            return BasicStatus.OPEN;
        }
        boolean closed = tuples.stream().anyMatch(t -> t.basic() == BasicStatus.CLOSED);
        return closed ? BasicStatus.CLOSED : BasicStatus.UNDEFINED;
    }

    /** How many invalid tuples, notes, contacts and timestamps of the document were ignored; not a part of equality. */
    public int passedOver() {
        return root.passedOver();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PresenceInfo that
                && entity().equals(that.entity())
                && attributes().equals(that.attributes())
                && tuples.equals(that.tuples)
                && notes.equals(that.notes)
                && extensions.equals(that.extensions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entity(), tuples, notes, extensions);
    }

    /** For example {@code sip:alice@example.com [t1 open] [in a meeting]}. */
    @Override
    public String toString() {
        return entity() + " " + tuples + (notes.isEmpty() ? "" : " " + notes);
    }
}
