package io.qsa.pa.internal.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.qsa.presence.Extension;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/** Makes one presence document of several publications (RFC 3903 section 3). Confined to one composition. */
final class Composition {
    private final Set<String> taken = new HashSet<>();
    private final Set<String> own = new HashSet<>();
    private final Set<Extension> others = new HashSet<>();

    private Composition(Collection<Published> others, PresenceInfo info) {
        others.forEach(other -> addIds(other.info(), taken));
        addIds(info, own);
        if (info.extensions().stream().anyMatch(PresenceInfo::isOfDataModel)) {
            others.forEach(other -> this.others.addAll(other.info().extensions()));
        }
    }

    /** The ids of tuples, persons and devices are of one kind (RFC 4479 section 4). */
    private static void addIds(PresenceInfo info, Set<String> ids) {
        info.tuples().forEach(tuple -> ids.add(tuple.id()));
        info.extensions().stream()
                .filter(PresenceInfo::isOfDataModel)
                .map(Extension::id)
                .forEach(ids::add);
    }

    /**
     * The elements that a publication adds to others. A tuple, a person or a device whose id is used by another
     * publication gets a new id, which it keeps when the other one ends. Equal person elements of several publications
     * are merged.
     */
    static PresenceInfo beside(Collection<Published> others, PresenceInfo info) {
        if (others.isEmpty()) {
            return info;
        }
        Composition composition = new Composition(others, info);
        return info.withTuples(composition.tuples(info)).withExtensions(composition.extensions(info));
    }

    private List<Tuple> tuples(PresenceInfo info) {
        List<Tuple> tuples = new ArrayList<>();
        for (Tuple tuple : info.tuples()) {
            tuples.add(
                    taken.contains(tuple.id()) ? tuple.copyAs(free(tuple.id())).build() : tuple);
        }
        return tuples;
    }

    private List<Extension> extensions(PresenceInfo info) {
        List<Extension> extensions = new ArrayList<>();
        for (Extension extension : info.extensions()) {
            boolean isDouble = PresenceInfo.isOfDataModel(extension)
                    && taken.contains(extension.id())
                    && !extension.id().isEmpty()
                    && !others.contains(extension);
            extensions.add(isDouble ? extension.withId(free(extension.id())) : extension);
        }
        return extensions;
    }

    private String free(String id) {
        int number = 2;
        while (taken.contains(id + "-" + number) || own.contains(id + "-" + number)) {
            number++;
        }
        taken.add(id + "-" + number);
        return id + "-" + number;
    }

    /**
     * All publications in one document, the oldest first; a note or a foreign element that several have occurs once. A single
     * publication is used as it is: comparing its foreign elements would turn them into text for nothing.
     */
    static PresenceInfo of(String entity, List<Published> publications) {
        if (publications.size() == 1) {
            return publications.get(0).info().withEntity(entity);
        }
        List<Tuple> tuples = new ArrayList<>();
        Set<Note> notes = new LinkedHashSet<>();
        Set<Extension> extensions = new LinkedHashSet<>();
        for (Published published : publications) {
            tuples.addAll(published.info().tuples());
            notes.addAll(published.info().notes());
            extensions.addAll(published.info().extensions());
        }
        PresenceInfo root = PresenceInfo.of(entity);
        for (Published published : publications) {
            root = root.withAttributesOf(published.info());
        }
        return root.withTuples(tuples).withNotes(List.copyOf(notes)).withExtensions(List.copyOf(extensions));
    }
}
