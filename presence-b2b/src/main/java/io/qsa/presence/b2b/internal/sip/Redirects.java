package io.qsa.presence.b2b.internal.sip;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.qsa.base.tolerance.Tolerances;
import io.qsa.base.uri.UriIdentity;
import io.qsa.presence.b2b.internal.metrics.B2bTolerance;
import io.qsa.sip.NameAddress;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;

/**
 * The targets that redirections of one attempt have named (RFC 3261 section 8.1.3.4): the best first, none twice, and
 * never a {@code sip} one for a {@code sips} one, nor one that the settings forbid. Guarded by the monitor of its leg.
 */
final class Redirects implements Elsewhere {
    private static final int MAX_TARGETS = 10;

    /** In canonical spelling. */
    private final Set<String> seen = new HashSet<>();

    private final Deque<String> targets = new ArrayDeque<>();
    private final HostPatterns allowed;
    private final Tolerances tolerances;
    private final boolean secure;

    Redirects(String firstTarget, HostPatterns allowed, Tolerances tolerances) {
        this.allowed = allowed;
        this.tolerances = tolerances;
        seen.add(UriIdentity.canonical(firstTarget));
        secure = isSecure(firstTarget);
    }

    /** Adds the Contacts of a 3xx, before those that are left of an earlier one. */
    void add(SipResponse response) {
        List<Target> added = new ArrayList<>();
        for (String contact : response.elements("Contact")) {
            try {
                NameAddress address = NameAddress.parse(contact);
                String target = targetOf(address.uri());
                if (isTolerable(address.uri())
                        && isAllowed(target)
                        && seen.size() < MAX_TARGETS
                        && seen.add(UriIdentity.canonical(target))) {
                    added.add(new Target(target, quality(address)));
                }
            } catch (IllegalArgumentException unreadable) {
                continue;
            }
        }
        Collections.reverse(added);
        added.sort(Comparator.comparingDouble(Target::quality));
        added.forEach(target -> targets.addFirst(target.uri));
    }

    /**
     * The URI as a Request-URI may be: without headers (RFC 3261 section 19.1.1). Header fields that a redirection
     * demands in the new request are ignored, since the settings decide the header fields of a SUBSCRIBE.
     */
    private static String targetOf(String uri) {
        int question = questionMark(uri);
        return SipUri.withoutRepetition(question < 0 ? uri : uri.substring(0, question));
    }

    private boolean isTolerable(String uri) {
        return questionMark(uri) < 0 || tolerances.takes(B2bTolerance.REDIRECTS_WITH_HEADERS);
    }

    /** Where the header fields of a URI begin; negative if it has none. */
    private static int questionMark(String uri) {
        return uri.indexOf('?', uri.indexOf('@') + 1);
    }

    boolean hasNext() {
        return !targets.isEmpty();
    }

    String next() {
        return targets.removeFirst();
    }

    private boolean isAllowed(String uri) {
        return SipAddress.isUsable(uri) && allowed.match(SipUri.parse(uri)) && (!secure || isSecure(uri));
    }

    private static boolean isSecure(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith("sips:");
    }

    private static double quality(NameAddress address) {
        String q = address.parameters().getOrDefault("q", "1");
        return q.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(q) : 0;
    }

    private static final class Target {
        private final String uri;
        private final double quality;

        Target(String uri, double quality) {
            this.uri = uri;
            this.quality = quality;
        }

        double quality() {
            return quality;
        }
    }
}
