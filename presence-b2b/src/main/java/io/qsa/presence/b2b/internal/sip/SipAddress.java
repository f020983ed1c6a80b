package io.qsa.presence.b2b.internal.sip;

import java.util.Optional;

import io.qsa.sip.DialogLimits;
import io.qsa.sip.NameAddress;
import io.qsa.sip.SipUri;

/**
 * The SIP address of a URI that QSA accepts: {@code sip} and {@code sips} as they are, {@code pres} as {@code sip} (RFC
 * 3861 leads there for SIP systems), {@code tel} as a user of the outbound proxy or of the first route (RFC 3261
 * section 19.1.6) if there is one.
 */
final class SipAddress {
    private SipAddress() {}

    /** The SIP URI of a record, to which SUBSCRIBEs are sent; empty if nothing can be sent to it. */
    static Optional<String> ofRecord(String record, DialogSettings settings) {
        Optional<String> uri = hasScheme("tel:", record)
                ? nextHost(settings).map(host -> userOf(record) + "@" + host + ";user=phone")
                : Optional.of(ofSubscriber(record));
        return uri.filter(SipAddress::isUsable);
    }

    /** The URI of a subscriber in From, which allows every scheme but {@code pres}. */
    static String ofSubscriber(String subscriber) {
        return hasScheme("pres:", subscriber) ? "sip" + subscriber.substring("pres".length()) : subscriber;
    }

    /** Whether a request can be sent to it: a SIP URI of reasonable length without headers (RFC 3261 section 19.1.1). */
    static boolean isUsable(String uri) {
        return DialogLimits.isTarget(uri) && SipUri.parse(uri).headers().isEmpty();
    }

    private static boolean hasScheme(String scheme, String uri) {
        return uri.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** The number without visual separators (RFC 3966 section 3), and its parameters. */
    private static String userOf(String tel) {
        String number = tel.substring("tel:".length());
        int semicolon = number.indexOf(';');
        String digits = semicolon < 0 ? number : number.substring(0, semicolon);
        return "sip:" + digits.replaceAll("[-.()]", "") + (semicolon < 0 ? "" : number.substring(semicolon));
    }

    private static Optional<String> nextHost(DialogSettings settings) {
        return settings.outboundProxy().map(SipUri::host).or(() -> settings.route().stream()
                .findFirst()
                .map(route -> SipUri.parse(NameAddress.parse(route).uri()).host()));
    }
}
