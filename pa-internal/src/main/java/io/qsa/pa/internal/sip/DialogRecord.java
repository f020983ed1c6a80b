package io.qsa.pa.internal.sip;

import java.time.Instant;

import io.qsa.pa.store.StoredDialog;
import io.qsa.pa.store.StoredSubscription;
import io.qsa.sip.NameAddress;
import io.qsa.sip.SipDialog;

/** Converts the dialog of a watcher to its record in the store, and back. */
final class DialogRecord {
    /**
     * How many CSeq numbers are reserved in the store at a time: after a crash no number is used twice (RFC 3261 section
     * 12.2.1.1), and not every NOTIFY needs a write.
     */
    static final long RESERVE = 1 << 16;

    private DialogRecord() {}

    /** The CSeq number to store for a dialog. No higher one is used before a higher one is stored. */
    static long reservedCseq(SipDialog dialog) {
        return dialog.localCseq() + RESERVE;
    }

    static StoredSubscription of(SipDialog dialog, String entity, String event, Instant expiresAt) {
        StoredDialog stored = new StoredDialog(
                dialog.callId(),
                dialog.local().toString(),
                dialog.remote().toString(),
                dialog.remoteTarget(),
                dialog.routeSet(),
                reservedCseq(dialog),
                dialog.remoteCseq());
        return new StoredSubscription(dialog.localTag(), entity, event, expiresAt, stored);
    }

    /** @throws IllegalArgumentException if it is not readable */
    static SipDialog dialog(StoredDialog stored) {
        return SipDialog.established(
                        stored.callId(),
                        NameAddress.parse(stored.local()),
                        NameAddress.parse(stored.remote()),
                        stored.remoteTarget(),
                        stored.routeSet())
                .withLocalCseq(stored.localCseq())
                .withRemoteCseq(stored.remoteCseq());
    }
}
