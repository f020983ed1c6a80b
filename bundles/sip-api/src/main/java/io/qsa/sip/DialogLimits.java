package io.qsa.sip;

import java.util.List;

/**
 * Limits for the data of its peer that a dialog keeps, in either role: a dialog is long-lived, and there may be a
 * million. Far above what well-behaved peers send.
 */
public final class DialogLimits {
    /** The number of proxies that stay on the path. */
    public static final int MAX_ROUTES = 32;
    /** The characters of all of them. */
    public static final int MAX_ROUTE_SET = 8192;
    /** The characters of a URI that requests are sent to; no real address is longer. */
    public static final int MAX_URI = 2048;
    /** The characters of a URI that identifies a user. */
    public static final int MAX_NAME = 8192;

    public static final int MAX_TAG = 256;
    public static final int MAX_CALL_ID = 1024;
    /** The characters of an Event header with its id. */
    public static final int MAX_EVENT = 256;

    private DialogLimits() {}

    /** Whether it is a SIP URI that may be kept as the remote target. */
    public static boolean isTarget(String uri) {
        try {
            return uri.length() <= MAX_URI && SipUri.parse(uri).host().length() > 0;
        } catch (IllegalArgumentException noSipUri) {
            return false;
        }
    }

    /** Whether an element of Contact has such a URI. */
    public static boolean isAddress(String element) {
        try {
            return isTarget(NameAddress.parse(element).uri());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Whether the Record-Routes of a message, if it has any, may be kept as a route set. */
    public static boolean areRoutes(SipMessage message) {
        List<String> routes = message.elements("Record-Route");
        if (routes.size() > MAX_ROUTES) {
            return false;
        }
        int length = 0;
        for (String route : routes) {
            length += route.length();
        }
        return length <= MAX_ROUTE_SET && routes.stream().allMatch(DialogLimits::isRoute);
    }

    private static boolean isRoute(String element) {
        try {
            return isTarget(NameAddress.parseRoute(element).uri());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Whether the tag of an address, if it has one, may be kept. */
    public static boolean isTag(NameAddress address) {
        return address.tag().orElse("").length() <= MAX_TAG;
    }

    /** Whether the names of the dialog of a request are within the limits: Call-ID, tag, From and To. */
    public static boolean areNames(SipRequest request) {
        return request.callId().length() <= MAX_CALL_ID
                && isTag(request.from())
                && request.requestUri().length() <= MAX_NAME
                && request.from().uri().length() <= MAX_NAME
                && request.to().uri().length() <= MAX_NAME;
    }
}
