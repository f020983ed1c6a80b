package io.qsa.presence.b2b.internal.sip;

import java.util.List;

import io.qsa.sip.NameAddress;
import io.qsa.sip.SipMessage;

/** Checks what a peer says about the way to it, before a dialog takes it over. */
final class Contacts {
    /** What a dialog keeps of its peer is bounded: routes, and characters of a tag. */
    private static final int MAX_ROUTES = 32;

    private static final int MAX_TAG = 256;

    private Contacts() {}

    /** Whether there is no Contact, or one that a request can be sent to. */
    static boolean isNoneOrUsable(SipMessage message) {
        List<String> contacts = message.elements("Contact");
        return contacts.isEmpty() && message.header("Contact").isEmpty()
                || contacts.size() == 1 && isUsable(contacts.get(0));
    }

    /** Whether a dialog can be made of it: one usable Contact, and usable Record-Routes. */
    static boolean canEstablish(SipMessage message) {
        return message.header("Contact").isPresent() && isNoneOrUsable(message) && areRoutesUsable(message);
    }

    /** Whether the Record-Routes, if there are any, can be taken for routes. */
    static boolean areRoutesUsable(SipMessage message) {
        List<String> routes = message.elements("Record-Route");
        return routes.size() <= MAX_ROUTES && routes.stream().allMatch(Contacts::isUsable);
    }

    /** Whether a dialog can be named by the tag of an address. */
    static boolean isNamed(NameAddress address) {
        return address.tag().filter(tag -> tag.length() <= MAX_TAG).isPresent();
    }

    private static boolean isUsable(String element) {
        try {
            return SipAddress.isUsable(NameAddress.parse(element).uri());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
