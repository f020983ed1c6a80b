package io.qsa.presence.b2b.internal.sip;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.qsa.presence.b2b.internal.metrics.B2bTolerance;
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

    /** The kinds of rule violations in its addresses that have only one possible meaning. */
    static Set<B2bTolerance> oddities(SipMessage message) {
        Set<B2bTolerance> kinds = EnumSet.noneOf(B2bTolerance.class);
        List<String> routes = message.elements("Record-Route");
        if (message.elements("Contact").stream().anyMatch(Contacts::isRepeating)
                || routes.stream().anyMatch(Contacts::isRepeating)) {
            kinds.add(B2bTolerance.REPEATED_PARAMETERS);
        }
        if (routes.stream().anyMatch(route -> route.indexOf('<') < 0)) {
            kinds.add(B2bTolerance.BARE_ROUTES);
        }
        return kinds;
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
