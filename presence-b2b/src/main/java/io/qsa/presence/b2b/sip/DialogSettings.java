package io.qsa.presence.b2b.sip;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipUri;

/** What the settings say about dialogs and messages. Immutable. */
public final class DialogSettings {
    /** One header field that goes into every SUBSCRIBE. Immutable. */
    public static final class Header {
        private final String name;
        private final String value;

        public Header(String name, String value) {
            this.name = name;
            this.value = value;
        }

        SipRequest addTo(SipRequest request) {
            return request.with(name, value);
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
    private final int maxBodySize;

    private DialogSettings(List<String> route, SipUri outboundProxy, List<Header> headers, int maxBodySize) {
        this.route = route;
        this.outboundProxy = outboundProxy;
        this.headers = headers;
        this.maxBodySize = maxBodySize;
    }

    /** No route, no proxy, no more headers. */
    public static DialogSettings plain(int maxBodySize) {
        return new DialogSettings(List.of(), null, List.of(), maxBodySize);
    }

    /** The same with values of Route headers for new dialogs. */
    public DialogSettings withRoute(List<String> values) {
        return new DialogSettings(List.copyOf(values), outboundProxy, headers, maxBodySize);
    }

    /** The same with a first hop for new dialogs. */
    public DialogSettings withOutboundProxy(SipUri proxy) {
        return new DialogSettings(route, Objects.requireNonNull(proxy), headers, maxBodySize);
    }

    /** The same with header fields for every SUBSCRIBE. */
    public DialogSettings withHeaders(List<Header> fields) {
        return new DialogSettings(route, outboundProxy, List.copyOf(fields), maxBodySize);
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

    /** The largest body of a NOTIFY, in bytes. */
    public int maxBodySize() {
        return maxBodySize;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DialogSettings that
                && route.equals(that.route)
                && Objects.equals(outboundProxy, that.outboundProxy)
                && headers.equals(that.headers)
                && maxBodySize == that.maxBodySize;
    }

    @Override
    public int hashCode() {
        return Objects.hash(route, outboundProxy, headers, maxBodySize);
    }
}
