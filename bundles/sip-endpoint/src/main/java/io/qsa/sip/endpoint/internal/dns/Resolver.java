package io.qsa.sip.endpoint.internal.dns;

import java.util.List;
import java.util.function.Consumer;

import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.transport.Target;

/** Finds where a next hop is (RFC 3263). Safe for any thread. */
public interface Resolver extends AutoCloseable {
    /**
     * Looks up a next hop. Returns at once.
     *
     * @param found hears the targets once, in the order in which to try them, none if there are none; at once for a
     *     numeric host and for what is remembered, else on a thread of the resolver, which it must not block
     */
    void resolve(SipUri hop, Consumer<List<Target>> found);

    @Override
    void close();
}
