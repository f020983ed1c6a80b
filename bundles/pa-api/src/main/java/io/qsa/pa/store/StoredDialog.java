package io.qsa.pa.store;

import java.util.List;

/**
 * The state of a dialog (RFC 3261 section 12). Immutable.
 *
 * @param local From of the agent's requests, with its tag
 * @param remote To of the agent's requests, with its tag
 * @param remoteTarget the Contact of the peer
 * @param routeSet values of Route headers
 * @param localCseq the largest number that the agent may have used
 * @param remoteCseq the number of the last request of the peer
 */
public record StoredDialog(
        String callId,
        String local,
        String remote,
        String remoteTarget,
        List<String> routeSet,
        long localCseq,
        long remoteCseq) {
    public StoredDialog {
        routeSet = List.copyOf(routeSet);
    }
}
