package io.qsa.pa.internal.sip;

import io.qsa.base.uri.EntityUri;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.Refusal;

/** Whom a request is about, and from. */
final class Entities {
    private Entities() {}

    /** Whether it is from this user: who is in one dialog is not in that of another who has said who he is. */
    static boolean isFrom(SipRequest request, String uri) {
        String from = request.from().uri();
        return from.equals(uri)
                || EntityUri.isEntity(from)
                        && EntityUri.isEntity(uri)
                        && EntityUri.key(from).equals(EntityUri.key(uri));
    }

    /** Refuses a Request-URI that names nobody who could have a status. */
    static void requireEntity(SipRequest request) throws Refusal {
        if (!EntityUri.isEntity(request.requestUri())) {
            throw Refusal.of(request, 404);
        }
    }
}
