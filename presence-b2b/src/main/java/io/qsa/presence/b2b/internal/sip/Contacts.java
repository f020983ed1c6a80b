package io.qsa.presence.b2b.internal.sip;

import java.util.List;
import java.util.function.Function;

import io.qsa.sip.DialogLimits;
import io.qsa.sip.NameAddress;
import io.qsa.sip.SipMessage;
import io.qsa.sip.SipUri;

/** Checks Contact and Record-Route of a peer before a dialog stores them. */
final class Contacts {
    private Contacts() {}

    /** Whether there is no Contact, or one that a request can be sent to. */
    static boolean isNoneOrUsable(SipMessage message) {
        List<String> contacts = message.elements("Contact");
        return contacts.isEmpty() && message.header("Contact").isEmpty()
                || contacts.size() == 1 && isUsable(contacts.get(0), NameAddress::parse);
    }

    /** Whether it can establish a dialog: one usable Contact, and usable Record-Routes. */
    static boolean canEstablish(SipMessage message) {
        return message.header("Contact").isPresent() && isNoneOrUsable(message) && areRoutesUsable(message);
    }

    /** Whether the Record-Routes, if there are any, are usable as routes. */
    static boolean areRoutesUsable(SipMessage message) {
        return DialogLimits.areRoutes(message)
                && message.elements("Record-Route").stream()
                        .allMatch(route -> isUsable(route, NameAddress::parseRoute));
    }

    /** Whether an address has a tag that a dialog can use. */
    static boolean isNamed(NameAddress address) {
        return address.tag().isPresent() && DialogLimits.isTag(address);
    }

    /**
     * Whether it has an error with an unambiguous meaning: a parameter of a URI that occurs twice with the same value,
     * or a Record-Route without angle brackets.
     */
    static boolean isTolerated(SipMessage message) {
        return message.elements("Contact").stream().anyMatch(Contacts::isRepeating)
                || message.elements("Record-Route").stream().anyMatch(r -> r.indexOf('<') < 0 || isRepeating(r));
    }

    private static boolean isRepeating(String element) {
        String uri = NameAddress.parse(element).uri();
        return !SipUri.withoutRepetition(uri).equals(uri);
    }

    private static boolean isUsable(String element, Function<String, NameAddress> reader) {
        try {
            return SipAddress.isUsable(reader.apply(element).uri());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
