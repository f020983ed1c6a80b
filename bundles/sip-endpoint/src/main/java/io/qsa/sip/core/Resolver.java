package io.qsa.sip.core;

import java.util.List;
import java.util.function.Consumer;

import io.qsa.sip.SipUri;

/** Finds where a next hop is (RFC 3263). Safe for any thread. */
interface Resolver extends AutoCloseable {
    /**
     * Looks up a next hop. Returns at once.
     *
     * @param found hears the targets once, best first, none if the host is unknown; at once for a numeric host
     */
    void resolve(SipUri hop, Consumer<List<Target>> found);

    @Override
    void close();
}
