package io.qsa.reg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.xml.stream.XMLStreamReader;

import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlText;

/** Reads one document of RFC 3680 section 5, of unknown origin. Confined to its caller. */
final class RegInfoReader {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:reginfo";
    private static final int MOST_CONTACTS = 10_000;

    /** The content of one document, before it is merged with the earlier ones. Immutable. */
    record Body(long version, boolean isPartial, List<Registration> registrations) {}

    private final XmlCursor cursor;
    private int contacts;

    private RegInfoReader(XmlCursor cursor) {
        this.cursor = cursor;
    }

    static Body read(byte[] bytes) throws XmlException {
        return XmlCursor.read(bytes, cursor -> new RegInfoReader(cursor).readBody());
    }

    private Body readBody() throws XmlException {
        if (!cursor.name().equals("reginfo") || !cursor.isIn(NAMESPACE)) {
            throw new XmlException("the root is not 'reginfo' of " + NAMESPACE);
        }
        long version = version(cursor.attribute("version").trim());
        boolean partial = isPartial(cursor.attribute("state").trim());
        List<Registration> registrations = new ArrayList<>();
        while (cursor.nextChild()) {
            if (cursor.isIn(NAMESPACE) && cursor.name().equals("registration")) {
                registrations.add(readRegistration());
            } else {
                cursor.skip();
            }
        }
        return new Body(version, partial, registrations);
    }

    private static long version(String text) throws XmlException {
        if (!text.matches("\\d{1,10}")) {
            throw new XmlException("version is no number: '" + XmlText.printable(text) + "'");
        }
        return Long.parseLong(text);
    }

    private static boolean isPartial(String state) throws XmlException {
        return switch (state) {
            case "full" -> false;
            case "partial" -> true;
            default -> throw new XmlException("state is neither full nor partial: '" + XmlText.printable(state) + "'");
        };
    }

    private Registration readRegistration() throws XmlException {
        String id = XmlText.required("registration id", cursor.attribute("id"));
        String addressOfRecord =
                XmlText.required("registration aor", cursor.attribute("aor").trim());
        Registration.State state = registrationState(cursor.attribute("state").trim());
        List<RegisteredContact> all = new ArrayList<>();
        while (cursor.nextChild()) {
            if (cursor.isIn(NAMESPACE) && cursor.name().equals("contact")) {
                all.add(readContact());
            } else {
                cursor.skip();
            }
        }
        return new Registration(id, addressOfRecord, state, all);
    }

    private static Registration.State registrationState(String text) throws XmlException {
        return switch (text) {
            case "init" -> Registration.State.INIT;
            case "active" -> Registration.State.ACTIVE;
            case "terminated" -> Registration.State.TERMINATED;
            default ->
                throw new XmlException(
                        "registration state is '" + XmlText.printable(text.toLowerCase(Locale.ROOT)) + "'");
        };
    }

    private RegisteredContact readContact() throws XmlException {
        if (++contacts > MOST_CONTACTS) {
            throw new XmlException("more than " + MOST_CONTACTS + " contacts");
        }
        Map<String, String> attributes = attributes();
        String uri = "";
        String displayName = "";
        while (cursor.nextChild()) {
            if (!cursor.isIn(NAMESPACE)) {
                cursor.skip();
                continue;
            }
            switch (cursor.name()) {
                case "uri" -> uri = cursor.text().trim();
                case "display-name" -> displayName = cursor.text().trim();
                default -> cursor.skip();
            }
        }
        return new RegisteredContact(uri, displayName, attributes);
    }

    private Map<String, String> attributes() {
        XMLStreamReader reader = cursor.reader();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeNamespace(i) == null
                    || reader.getAttributeNamespace(i).isEmpty()) {
                attributes.put(
                        reader.getAttributeLocalName(i),
                        reader.getAttributeValue(i).trim());
            }
        }
        return attributes;
    }
}
