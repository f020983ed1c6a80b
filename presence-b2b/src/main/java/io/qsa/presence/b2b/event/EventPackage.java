package io.qsa.presence.b2b.event;

import java.util.List;

import io.qsa.Document;

/** What is special about one event package (RFC 6665 section 5.4). Immutable. */
public interface EventPackage {
    /** The token of the Event header. */
    String name();

    /** The document types that it asks for by default, the one that every notifier must know first. */
    List<String> accept();

    /**
     * Reads the body of a NOTIFY, whose type is one of those that were asked for.
     *
     * @throws BadBodyException if it is none of that type
     */
    Document read(String contentType, byte[] body) throws BadBodyException;
}
