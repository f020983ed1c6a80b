package io.qsa.lists;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Status;

/** One resource of a list (RFC 4662 section 5.3). Immutable; equal if all parts are equal. */
public final class ListMember {
    private final String uri;
    private final String name;
    private final List<Instance> instances;

    ListMember(String uri, String name, List<Instance> instances) {
        this.uri = uri;
        this.name = name;
        this.instances = List.copyOf(instances);
    }

    public String uri() {
        return uri;
    }

    /** The first name that the list gives to it, for people. */
    public Optional<String> name() {
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    /** One for each subscription of the list server to this member; empty if there is none. */
    public List<Instance> instances() {
        return instances;
    }

    /** The status of the best instance: ACTIVE, then PENDING, then an ended one; PENDING if there are none. */
    public Status status() {
        List<Status> all = instances.stream().map(Instance::status).toList();
        if (all.contains(Status.ACTIVE)) {
            return Status.ACTIVE;
        }
        return all.isEmpty() || all.contains(Status.PENDING) ? Status.PENDING : all.get(0);
    }

    /** The document of the first instance that has one. */
    public Optional<Document> document() {
        return instances.stream()
                .flatMap(instance -> instance.document().stream())
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListMember that
                && uri.equals(that.uri)
                && name.equals(that.name)
                && instances.equals(that.instances);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uri, name, instances);
    }

    @Override
    public String toString() {
        return uri + " " + status();
    }
}
