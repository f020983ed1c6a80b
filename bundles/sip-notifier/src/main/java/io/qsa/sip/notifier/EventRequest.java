package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.qsa.base.media.MediaRanges;
import io.qsa.base.text.Token;
import io.qsa.sip.DialogLimits;
import io.qsa.sip.HeaderParameters;
import io.qsa.sip.SipRequest;

/**
 * The common parts of SUBSCRIBE and PUBLISH: the event, the expiry, the addresses. Immutable. Each method is a guard:
 * it returns a value of the request, or throws a {@link Refusal}.
 */
public final class EventRequest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofSeconds(0xFFFFFFFFL);

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    /** Miscellaneous warnings for a human being (RFC 3261 section 20.43). */
    private static final String NO_WATCHER = "399 qsa \"From is no sip, sips, pres or tel URI\"";

    private final SipRequest request;

    public EventRequest(SipRequest request) {
        this.request = request;
    }

    public SipRequest request() {
        return request;
    }

    /** The package of the Event header, if it is one of these (RFC 6665 section 8.2.1). */
    public String eventPackage(List<String> packages) throws Refusal {
        String token = HeaderParameters.valueOf(eventValue());
        if (!packages.contains(token)) {
            throw Refusal.of(request, 489, "Allow-Events", String.join(", ", packages));
        }
        return token;
    }

    private String eventValue() throws Refusal {
        List<String> values = request.headers("Event");
        if (values.size() > 1) {
            throw Refusal.of(request, 400);
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /** The Event header as a NOTIFY repeats it: the package, and the id if there is one. */
    public String event() throws Refusal {
        String value = eventValue();
        String id = idOf(value);
        if (id.length() > DialogLimits.MAX_EVENT || !id.isEmpty() && !Token.isToken(id)) {
            throw Refusal.of(request, 400);
        }
        return HeaderParameters.valueOf(value) + (id.isEmpty() ? "" : ";id=" + id);
    }

    private String idOf(String event) throws Refusal {
        try {
            return HeaderParameters.parse(event).getOrDefault("id", "");
        } catch (IllegalArgumentException malformed) {
            throw Refusal.of(request, 400);
        }
    }

    /**
     * The requested expiry, zero for an end (RFC 6665 section 4.2.1.1, RFC 3903 section 6). An hour or more is never
     * too brief.
     *
     * @param ifNotAsked the expiry for a request without Expires
     * @param shortest a request for less is refused with 423 and this value
     */
    public Duration expiry(Duration ifNotAsked, Duration shortest) throws Refusal {
        List<String> values = request.headers("Expires");
        if (values.isEmpty()) {
            return ifNotAsked;
        }
        String digits = values.get(0).trim();
        if (values.size() > 1 || digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.of(request, 400);
        }
        String significant = LEADING_ZEROS.matcher(digits).replaceFirst("");
        Duration asked = significant.length() > 10 ? LONGEST : Duration.ofSeconds(Long.parseLong(significant));
        if (!asked.isZero() && asked.compareTo(shortest) < 0 && asked.compareTo(HOUR) < 0) {
            throw Refusal.of(request, 423, "Min-Expires", String.valueOf(shortest.toSeconds()));
        }
        return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }

    /** Refuses a request that requires an extension other than these (RFC 3261 section 8.2.2.3). */
    public void requireNoExtensionBut(String... known) throws Refusal {
        List<String> unknown = request.elements("Require").stream()
                .filter(extension -> List.of(known).stream().noneMatch(extension::equalsIgnoreCase))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.of(request, 420, "Unsupported", String.join(", ", unknown));
        }
    }

    /**
     * Refuses a watcher that does not accept the type of the documents (RFC 6665 section 3.1.3); without Accept, it accepts
     * the type of the package, but an empty Accept accepts nothing (RFC 3261 section 20.1).
     */
    public void requireAccept(String contentType) throws Refusal {
        if (!request.headers("Accept").isEmpty() && !MediaRanges.accept(request.elements("Accept"), contentType)) {
            throw Refusal.of(request, 406, "Accept", contentType);
        }
    }

    /**
     * Refuses a SUBSCRIBE whose From is not a URI that may watch (RFC 3261 section 21.4.4): From allows any URI.
     *
     * @param isSomebody whether a URI may watch
     */
    public void requireWatcher(Predicate<String> isSomebody) throws Refusal {
        if (!isSomebody.test(request.from().uri())) {
            throw Refusal.of(request, 403, "Warning", NO_WATCHER);
        }
    }

    /**
     * Refuses a request that gives no single address to send a NOTIFY to (RFC 3261 section 8.1.1.8), or of which a dialog
     * would have to keep more than {@link DialogLimits} allow.
     */
    public void requireContact() throws Refusal {
        List<String> contacts = request.elements("Contact");
        if (contacts.size() != 1
                || !DialogLimits.isAddress(contacts.get(0))
                || !DialogLimits.areRoutes(request)
                || !DialogLimits.areNames(request)) {
            throw Refusal.of(request, 400);
        }
    }
}
