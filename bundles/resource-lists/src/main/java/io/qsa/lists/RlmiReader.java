package io.qsa.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlText;

/** Reads the meta-information of a list, {@code application/rlmi+xml} (RFC 4662 section 5). Confined to its caller. */
final class RlmiReader {
    static final String CONTENT_TYPE = "application/rlmi+xml";

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:rlmi";
    private static final int MOST_INSTANCES = 20_000;

    /** The content of one document, and how many of its parts could not be understood. Immutable. */
    record Body(String uri, long version, boolean isPartial, List<Resource> resources, int passedOver) {}

    /** One resource of the document. Immutable. */
    record Resource(String uri, String name, List<Link> links) {}

    /** An instance, and the Content-ID of its document; empty where it has none. Immutable. */
    record Link(Instance instance, String contentId) {}

    private final XmlCursor cursor;
    private int instances;
    private int passedOver;

    private RlmiReader(XmlCursor cursor) {
        this.cursor = cursor;
    }

    static Body read(byte[] bytes) throws XmlException {
        return XmlCursor.read(bytes, cursor -> new RlmiReader(cursor).readList());
    }

    private Body readList() throws XmlException {
        if (!cursor.name().equals("list") || !cursor.isIn(NAMESPACE)) {
            throw new XmlException("the root is not 'list' of " + NAMESPACE);
        }
        String uri = XmlText.required("list uri", cursor.attribute("uri").trim());
        String version = cursor.attribute("version").trim();
        if (!version.matches("\\d{1,10}")) {
            throw new XmlException("version is no number: '" + XmlText.printable(version) + "'");
        }
        boolean partial = !readBoolean("fullState");
        List<Resource> resources = new ArrayList<>();
        while (cursor.nextChild()) {
            if (isElement("resource") && !cursor.attribute("uri").isBlank()) {
                resources.add(readResource());
            } else {
                passedOver += isElement("resource") ? 1 : 0;
                cursor.skip();
            }
        }
        return new Body(uri, Long.parseLong(version), partial, resources, passedOver);
    }

    private boolean readBoolean(String attribute) throws XmlException {
        return switch (cursor.attribute(attribute).trim()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new XmlException(attribute + " is neither true nor false");
        };
    }

    private boolean isElement(String name) {
        return cursor.isIn(NAMESPACE) && cursor.name().equals(name);
    }

    private Resource readResource() throws XmlException {
        String uri = XmlText.required("resource uri", cursor.attribute("uri").trim());
        String name = "";
        List<Link> links = new ArrayList<>(1);
        while (cursor.nextChild()) {
            if (isElement("name") && name.isEmpty()) {
                name = readName();
            } else if (isElement("instance")) {
                links.add(readInstance());
            } else {
                cursor.skip();
            }
        }
        return new Resource(uri, name, links);
    }

    private String readName() throws XmlException {
        Optional<String> name = cursor.textIfAlone();
        passedOver += name.isPresent() ? 0 : 1;
        return name.map(String::trim).orElse("");
    }

    private Link readInstance() throws XmlException {
        if (++instances > MOST_INSTANCES) {
            throw new XmlException("more than " + MOST_INSTANCES + " instances");
        }
        String id = XmlText.checked("instance id", cursor.attribute("id"));
        String state = cursor.attribute("state").trim();
        String reason = cursor.attribute("reason").trim();
        String contentId = cursor.attribute("cid").trim();
        cursor.skip();
        Reason why = reason.isEmpty() ? Reason.NONE : Reason.of(reason, "");
        Instance instance =
                switch (state) {
                    case "active" -> Instance.of(id, Status.ACTIVE, why);
                    case "pending" -> Instance.of(id, Status.PENDING, why);
                    case "terminated" ->
                        Instance.of(id, reason.equals("rejected") ? Status.REJECTED : Status.TERMINATED, why);
                    default -> withUnknownState(id, state);
                };
        return new Link(instance, contentId);
    }

    private Instance withUnknownState(String id, String state) {
        passedOver++;
        return Instance.of(
                id, Status.PENDING, Instance.unreadable("instance state is '" + XmlText.printable(state) + "'"));
    }
}
