package io.qsa.sip.endpoint.internal.core;

import java.util.List;
import java.util.Optional;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.transport.Flow;

/** The checks of a request before any handler is called (RFC 3261 sections 8.2.2 and 8.2.3). Safe for any thread. */
final class RequestChecks {
    /** The schemes of Request-URIs that a handler may serve. */
    private static final List<String> SCHEMES = List.of("sip", "sips", "pres", "im", "tel");

    /** RFC 5630 section 3.1.3: warn-code 380. */
    private static final String NO_SIPS = "380 qsa \"SIPS Not Allowed\"";

    private final Core core;

    RequestChecks(Core core) {
        this.core = core;
    }

    /** The answer to a request that no handler may get; empty if one may. */
    Optional<SipResponse> refusal(SipRequest request, Flow flow) {
        if (!hasKnownScheme(request.requestUri())) {
            return unhandled(SipResponse.to(request, 416));
        }
        if (request.method().equals("OPTIONS")) {
            return refusalOfExtensions(request);
        }
        if (request.method().equals("SUBSCRIBE") && isBeyondSips(request, flow)) {
            boolean isAskedFor = Completion.isSips(request.requestUri());
            return unhandled(
                    isAskedFor
                            ? SipResponse.to(request, 416)
                            : SipResponse.to(request, 480).with("Warning", NO_SIPS));
        }
        if (request.bodyLength() > core.settings().maxBodySize()) {
            core.counters().count(Count.TOO_LARGE);
            return Optional.of(SipResponse.to(request, 413));
        }
        return request.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity")
                ? Optional.empty()
                : Optional.of(SipResponse.to(request, 415).with("Accept-Encoding", "identity"));
    }

    /** The endpoint itself knows no extension (RFC 3261 section 8.2.2.3); handlers check requests of theirs. */
    private Optional<SipResponse> refusalOfExtensions(SipRequest request) {
        List<String> required = request.elements("Require");
        return required.isEmpty()
                ? Optional.empty()
                : Optional.of(SipResponse.to(request, 420).with("Unsupported", String.join(", ", required)));
    }

    /** Whether the dialog needs a sips Contact (RFC 3261 section 12.1.1), and no listening point has one. */
    private boolean isBeyondSips(SipRequest request, Flow flow) {
        return Completion.wantsSips(request)
                && !flow.isSecure()
                && core.points().secure().isEmpty();
    }

    private Optional<SipResponse> unhandled(SipResponse response) {
        core.counters().count(Count.UNHANDLED_REQUESTS);
        return Optional.of(response);
    }

    private static boolean hasKnownScheme(String uri) {
        for (String scheme : SCHEMES) {
            if (uri.startsWith(":", scheme.length()) && uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return true;
            }
        }
        return false;
    }
}
