package io.qsa.lists;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentReader;
import io.qsa.event.PartialVersions;
import io.qsa.event.Reading;
import io.qsa.presence.PidfException;
import io.qsa.presence.PidfReader;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.xml.XmlException;
import io.qsa.sip.HeaderParameters;

/**
 * The state of a list and of its nested lists according to the NOTIFYs of one dialog (RFC 4662 section 4.6): full state
 * replaces it, partial state changes it. A member whose document cannot be read has a reason instead, and does not
 * affect the others. Confined to its dialog.
 */
final class ListReader implements DocumentReader {
    static final String CONTENT_TYPE = "multipart/related";

    /** Lists in lists in lists are a mistake, or an attack. */
    private static final int DEEPEST = 5;

    private final String list;
    private final int depth;
    private PartialVersions versions = new PartialVersions();
    private Map<String, ListMember> members = new LinkedHashMap<>();
    /** The lists in this one, by the URI of the member. */
    private Map<String, ListReader> nested = new HashMap<>();
    /** Whether the present body has a gap in its versions or lacks a part. */
    private boolean gap;
    /** How much of it could not be understood. */
    private int oddities;

    /** @param list the URI of the list, until the server names another one */
    ListReader(String list) {
        this(list, 1);
    }

    private ListReader(String list, int depth) {
        this.list = list;
        this.depth = depth;
    }

    private ListReader(ListReader other) {
        list = other.list;
        depth = other.depth;
        versions = other.versions.copy();
        members = new LinkedHashMap<>(other.members);
        nested = new HashMap<>(other.nested);
    }

    @Override
    public Reading read(String contentType, byte[] body) throws BadBodyException {
        try {
            // Worked out on a copy, so that a body that is broken at its end has changed nothing.
            ListReader next = new ListReader(this);
            Reading reading = next.take(contentType, body);
            versions = next.versions;
            members = next.members;
            nested = next.nested;
            return reading;
        } catch (XmlException | PidfException | IllegalArgumentException e) {
            throw new BadBodyException(e.getMessage(), e);
        }
    }

    private Reading take(String contentType, byte[] body) throws XmlException, PidfException {
        if (PidfReader.accepts(contentType)) {
            return takeOne(contentType, body);
        }
        if (isType(contentType, RlmiReader.CONTENT_TYPE)) {
            return take(contentType, body, RlmiReader.read(body), Multipart.NONE);
        }
        Multipart multipart = Multipart.read(contentType, body);
        Multipart.Part root = multipart.root();
        if (!isType(root.contentType(), RlmiReader.CONTENT_TYPE)) {
            throw new XmlException("the root part is not of type " + RlmiReader.CONTENT_TYPE);
        }
        return take(contentType, body, RlmiReader.read(root.body()), multipart);
    }

    /**
     * The document of a single user, from a server without list support or for a URI that is not a list there: a list
     * of one.
     */
    private Reading takeOne(String contentType, byte[] body) throws PidfException {
        Document document = Document.of(contentType, body, PidfReader.read(body));
        String uri = document.as(PresenceInfo.class).orElseThrow().entity();
        ListMember member = new ListMember(
                uri, "", List.of(Instance.of("", Status.ACTIVE, Reason.NONE).with(document)));
        members.clear();
        members.put(uri, member);
        return Reading.of(Document.of(contentType, body, new ListState(list, List.of(member), List.of(member))));
    }

    private Reading take(String contentType, byte[] body, RlmiReader.Body told, Multipart multipart) {
        PartialVersions.Step step = told.isPartial() ? versions.partial(told.version()) : versions.full(told.version());
        if (step == PartialVersions.Step.OLD) {
            return Reading.nothingNew();
        }
        if (!told.isPartial()) {
            members.clear();
        }
        gap = step == PartialVersions.Step.GAP;
        oddities = told.passedOver();
        List<ListMember> changed = new ArrayList<>();
        for (RlmiReader.Resource resource : told.resources()) {
            ListMember member = memberOf(resource, multipart);
            members.put(member.uri(), member);
            changed.add(member);
        }
        ListState state = new ListState(told.uri(), List.copyOf(members.values()), changed);
        Reading reading = Reading.of(Document.of(contentType, body, state)).withOddities(oddities);
        return gap ? reading.withGap() : reading;
    }

    private ListMember memberOf(RlmiReader.Resource resource, Multipart multipart) {
        Optional<ListMember> before = Optional.ofNullable(members.get(resource.uri()));
        List<Instance> instances = new ArrayList<>(resource.links().size());
        for (RlmiReader.Link link : resource.links()) {
            // Without parts, this is a list without documents.
            boolean hasDocument = !link.contentId().isEmpty() && multipart != Multipart.NONE;
            instances.add(
                    hasDocument ? withDocument(link, resource.uri(), multipart) : withoutNews(link.instance(), before));
        }
        return new ListMember(resource.uri(), resource.name(), instances);
    }

    /** A document that was there before is not kept: it would look as if it still held. */
    private Instance withDocument(RlmiReader.Link link, String uri, Multipart multipart) {
        Instance told = link.instance();
        try {
            Multipart.Part part = multipart
                    .find(link.contentId())
                    .orElseThrow(() -> new BadBodyException("the part with its document is missing"));
            return told.with(documentOf(uri, part));
        } catch (PidfException | BadBodyException | IllegalArgumentException unreadable) {
            oddities++;
            return told.withUnreadable(unreadable.getMessage());
        }
    }

    /** An instance without a document in this body keeps the previous one, unless it has ended. */
    private static Instance withoutNews(Instance told, Optional<ListMember> before) {
        if (told.status().isFinal()) {
            return told;
        }
        return before.stream()
                .flatMap(member -> member.instances().stream())
                .filter(instance -> instance.id().equals(told.id()))
                .flatMap(instance -> instance.document().stream())
                .findFirst()
                .map(told::with)
                .orElse(told);
    }

    private Document documentOf(String uri, Multipart.Part part) throws PidfException, BadBodyException {
        if (isType(part.contentType(), CONTENT_TYPE)) {
            return nestedList(uri, part);
        }
        return PidfReader.accepts(part.contentType())
                ? Document.of(part.contentType(), part.body(), PidfReader.read(part.body()))
                : Document.of(part.contentType(), part.body());
    }

    private Document nestedList(String uri, Multipart.Part part) throws BadBodyException {
        if (depth == DEEPEST) {
            throw new BadBodyException("lists are nested deeper than " + DEEPEST);
        }
        ListReader reader = new ListReader(nested.getOrDefault(uri, new ListReader(uri, depth + 1)));
        Reading reading = reader.read(part.contentType(), part.body());
        nested.put(uri, reader);
        gap |= reading.hasGap();
        oddities += reading.oddities();
        return reading.document()
                .or(() -> Optional.ofNullable(members.get(uri)).flatMap(ListMember::document))
                .orElseThrow(() -> new BadBodyException("a list in the list is older than what is known"));
    }

    private static boolean isType(String contentType, String type) {
        return HeaderParameters.valueOf(contentType).equalsIgnoreCase(type);
    }
}
