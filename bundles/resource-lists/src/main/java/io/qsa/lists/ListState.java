package io.qsa.lists;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The status of every member of a list (RFC 4662 section 5), also where the last NOTIFY was partial, and which members
 * are new in it. Immutable; equal if all parts are equal.
 */
public final class ListState {
    private final String uri;
    private final List<ListMember> members;
    private final List<ListMember> changed;

    ListState(String uri, List<ListMember> members, List<ListMember> changed) {
        this.uri = uri;
        this.members = List.copyOf(members);
        this.changed = List.copyOf(changed);
    }

    /** The URI of the list. */
    public String uri() {
        return uri;
    }

    /** In the order of their first appearance. */
    public List<ListMember> members() {
        return members;
    }

    public Optional<ListMember> member(String memberUri) {
        return members.stream().filter(member -> member.uri().equals(memberUri)).findFirst();
    }

    /** The members that this notification has changed; all of them after full state. */
    public List<ListMember> changed() {
        return changed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListState that
                && uri.equals(that.uri)
                && members.equals(that.members)
                && changed.equals(that.changed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uri, members);
    }

    @Override
    public String toString() {
        return uri + " " + members;
    }
}
