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

/** Composes one presence document from several publications (RFC 3903 section 3). */
final class Composition {
    private Composition() {}

    /**
     * A document whose tuple ids are unique beside those of other publications: a tuple whose id is taken gets a new one. It
     * keeps the new id when the other publication ends.
     */
    static PresenceInfo beside(Collection<Published> others, PresenceInfo info) {
        if (others.isEmpty()) {
            return info;
        }
        Set<String> taken = new HashSet<>();
        others.forEach(other -> other.info().tuples().forEach(tuple -> taken.add(tuple.id())));
        Set<String> own = new HashSet<>();
        info.tuples().forEach(tuple -> own.add(tuple.id()));
        List<Tuple> tuples = new ArrayList<>();
        for (Tuple tuple : info.tuples()) {
            if (!taken.contains(tuple.id())) {
                tuples.add(tuple);
                continue;
            }
            String id = free(tuple.id(), taken, own);
            taken.add(id);
            tuples.add(tuple.copyAs(id).build());
        }
        return info.withTuples(tuples);
    }

    private static String free(String id, Set<String> taken, Set<String> own) {
        int number = 2;
        while (taken.contains(id + "-" + number) || own.contains(id + "-" + number)) {
            number++;
        }
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
        return PresenceInfo.of(entity)
                .withTuples(tuples)
                .withNotes(List.copyOf(notes))
                .withExtensions(List.copyOf(extensions));
    }
}
