package io.qsa.sip.endpoint.internal.dns;

import java.util.List;
import java.util.function.Consumer;

import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.transport.Target;

/** Finds the targets of a next hop (RFC 3263). Safe for any thread. */
public interface Resolver extends AutoCloseable {
    /**
     * Looks up a next hop. Returns at once.
     *
     * @param found called once, with the targets in the order in which to try them, perhaps none; from inside this call
     *     for a numeric host and for a cached result, otherwise on a thread of the resolver. Must not block
     */
    void resolve(SipUri hop, Consumer<List<Target>> found);

    @Override
    void close();
}
