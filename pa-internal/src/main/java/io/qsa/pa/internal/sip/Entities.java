package io.qsa.pa.internal.sip;

import io.qsa.base.uri.UriIdentity;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.Refusal;

/** Checks of the users that a request names: its Request-URI and its From. */
final class Entities {
    private Entities() {}

    /** Whether a request is from this user. An authenticated user must not send in the dialog of another one. */
    static boolean isFrom(SipRequest request, String uri) {
        return UriIdentity.haveOneKey(request.from().uri(), uri);
    }

    /** Refuses a request with 404 if its Request-URI cannot have a status. */
    static void requireEntity(SipRequest request) throws Refusal {
        if (!UriIdentity.isEntity(request.requestUri())) {
            throw Refusal.of(request, 404);
        }
    }
}
