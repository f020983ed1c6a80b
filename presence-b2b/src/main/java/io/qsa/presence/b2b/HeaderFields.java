package io.qsa.presence.b2b;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.qsa.presence.b2b.internal.sip.DialogSettings.Header;
import io.qsa.sip.NameAddress;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipUri;

/** Reads the settings that are header fields. Text that is none is an {@link IllegalArgumentException}. */
final class HeaderFields {
    /** Header fields of the dialog, the transaction or the subscription, which must not be set; long and compact names. */
    private static final Set<String> OURS = Set.of(
            "via",
            "v",
            "from",
            "f",
            "to",
            "t",
            "call-id",
            "i",
            "cseq",
            "contact",
            "m",
            "route",
            "record-route",
            "max-forwards",
            "event",
            "o",
            "expires",
            "accept",
            "content-length",
            "l",
            "content-type",
            "c",
            "content-encoding",
            "e",
            "subscription-state",
            "authorization",
            "proxy-authorization");

    private HeaderFields() {}

    /** {@code Name: value}, several separated by '|'. */
    static List<Header> parse(String text) {
        List<Header> headers = new ArrayList<>();
        for (String field : text.split("\\|")) {
            if (!field.isBlank()) {
                headers.add(header(field));
            }
        }
        return headers;
    }

    private static Header header(String field) {
        int colon = field.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no ':' in '" + field.strip() + "'");
        }
        String name = field.substring(0, colon).strip();
        String value = field.substring(colon + 1).strip();
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " belongs to the dialog");
        }
        SipRequest.of("SUBSCRIBE", "sip:checked").with(name, value);
        return new Header(name, value);
    }

    /** Addresses of a Route header, separated by comma. */
    static List<String> route(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> route =
                SipRequest.of("SUBSCRIBE", "sip:checked").with("Route", text).elements("Route");
        return route.stream().map(HeaderFields::routeAddress).toList();
    }

    /** An address in angle brackets, so that its parameters are those of the URI. */
    private static String routeAddress(String element) {
        NameAddress address = NameAddress.parseRoute(element);
        SipUri.parse(address.uri());
        return address.toString();
    }
}
