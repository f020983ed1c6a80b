package io.qsa.presence.b2b.internal.sip;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.qsa.sip.SipUri;

/** The settings of dialogs and messages. Immutable. */
public final class DialogSettings {
    /** One header field for every SUBSCRIBE. Immutable. */
    public static final class Header {
        private final String name;
        private final String value;

        public Header(String name, String value) {
            this.name = name;
            this.value = value;
        }

        void addTo(List<String> fields) {
            fields.add(name);
            fields.add(value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Header that && name.equals(that.name) && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, value);
        }
    }

    private final List<String> route;
    private final SipUri outboundProxy;
    private final List<Header> headers;
    private final PeerRules peer;

    private DialogSettings(List<String> route, SipUri outboundProxy, List<Header> headers, PeerRules peer) {
        this.route = route;
        this.outboundProxy = outboundProxy;
        this.headers = headers;
        this.peer = peer;
    }

    /** No route, no proxy, no more headers. */
    public static DialogSettings with(PeerRules peer) {
        return new DialogSettings(List.of(), null, List.of(), peer);
    }

    /** The same with values of Route headers for new dialogs. */
    public DialogSettings withRoute(List<String> values) {
        return new DialogSettings(List.copyOf(values), outboundProxy, headers, peer);
    }

    /** The same with a first hop for new dialogs. */
    public DialogSettings withOutboundProxy(SipUri proxy) {
        return new DialogSettings(route, Objects.requireNonNull(proxy), headers, peer);
    }

    /** The same with header fields for every SUBSCRIBE. */
    public DialogSettings withHeaders(List<Header> fields) {
        return new DialogSettings(route, outboundProxy, List.copyOf(fields), peer);
    }

    /** The same with other rules for the peer. */
    public DialogSettings withPeer(PeerRules rules) {
        return new DialogSettings(route, outboundProxy, headers, rules);
    }

    public List<String> route() {
        return route;
    }

    public Optional<SipUri> outboundProxy() {
        return Optional.ofNullable(outboundProxy);
    }

    public List<Header> headers() {
        return headers;
    }

    /** The limits of the peer. */
    PeerRules peer() {
        return peer;
    }

    /** Whether SUBSCRIBEs for new dialogs are the same, so that one that was refused would be refused again. */
    boolean asksLike(DialogSettings other) {
        return withPeer(other.peer).equals(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DialogSettings that
                && route.equals(that.route)
                && Objects.equals(outboundProxy, that.outboundProxy)
                && headers.equals(that.headers)
                && peer.equals(that.peer);
    }

    @Override
    public int hashCode() {
        return Objects.hash(route, outboundProxy, headers, peer);
    }
}
