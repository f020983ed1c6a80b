package io.qsa.sip;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A whiteboard service that handles requests of the methods in its property {@link #METHODS}. Handlers are called in
 * the order of their {@code service.ranking} until one accepts the request. The endpoint itself answers a request that
 * no handler accepts: a NOTIFY with 481, a method without a handler with 405. For half a minute after the start, and
 * after a handler of the method was unregistered, it answers with 503 instead, so that peers try again while a bundle
 * is starting.
 */
@ConsumerType
public interface RequestHandler {
    /** Service property, {@code String[]}: the methods that it handles. */
    String METHODS = "sip.methods";
    /**
     * Service property, {@code String[]}, optional: the event packages that it supports. Those of handlers of SUBSCRIBE make
     * Allow-Events, because it lists what can be subscribed to here (RFC 6665 section 4.4.4).
     */
    String EVENTS = "sip.events";
    /** Service property, {@code String[]}, optional: the option tags that it supports, for Supported in the answer to OPTIONS. */
    String SUPPORTED = "sip.supported";
    /** Service property, {@code String[]}, optional: the types of bodies that it reads, for Accept in the answer to OPTIONS. */
    String ACCEPT = "sip.accept";

    /**
     * Accepts or declines a request. Called on the thread that read it: must not block. Requests of one dialog may
     * arrive on different threads. An exception is answered with 500.
     *
     * @return whether it has answered the request or will answer it soon
     */
    boolean handle(IncomingRequest request);
}
