package io.qsa.sip.endpoint.internal.digest;

import java.util.List;

import io.qsa.sip.HostPattern;

/** With which account a subscriber answers, and whom: one realm, and some next hops. Immutable. */
public record Credential(Subscriber subscriber, List<HostPattern> hosts, Account account) {
    public Credential {
        hosts = List.copyOf(hosts);
    }

    String realm() {
        return account.realm();
    }

    /** How exactly it names a next hop; 0 if it is not for it. */
    int specificityFor(String canonicalHost) {
        return hosts.stream()
                .filter(pattern -> pattern.matches(canonicalHost))
                .mapToInt(HostPattern::specificity)
                .max()
                .orElse(0);
    }
}
