package io.qsa.sip.endpoint.internal.digest;

import java.util.List;

import io.qsa.sip.HostPattern;

/** The account with which a subscriber answers the challenges of one realm at some next hops. Immutable. */
public record Credential(Subscriber subscriber, List<HostPattern> hosts, Account account) {
    public Credential {
        hosts = List.copyOf(hosts);
    }

    String realm() {
        return account.realm();
    }

    /** How specifically it names a next hop; 0 if it does not. */
    int specificityFor(String canonicalHost) {
        return hosts.stream()
                .filter(pattern -> pattern.matches(canonicalHost))
                .mapToInt(HostPattern::specificity)
                .max()
                .orElse(0);
    }
}
