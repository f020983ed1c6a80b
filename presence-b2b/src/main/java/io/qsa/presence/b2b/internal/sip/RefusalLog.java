package io.qsa.presence.b2b.internal.sip;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.presence.b2b.internal.machine.RefusedNotify;

/** Logs refused NOTIFYs, at most one line per peer and minute. Guarded by its monitor. */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final long SILENCE_MILLIS = 60_000;
    private static final int MAX_PEERS = 1000;

    private final Map<InetAddress, Line> lastLines = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Line> eldest) {
            return size() > MAX_PEERS;
        }
    };

    /** When a peer had its last line, and how many dialogs were refused something since. Guarded by the log. */
    private static final class Line {
        private final long at;
        private int dialogs;

        Line(long at) {
            this.at = at;
        }
    }

    /**
     * Notes a refused NOTIFY.
     *
     * @param before the previous refusal in the same dialog
     * @return the logged line, if one was due
     */
    synchronized Optional<String> note(InetAddress peer, RefusedNotify refusal, Optional<RefusedNotify> before) {
        Line last = lastLines.get(peer);
        if (last == null) {
            return Optional.of(write(peer, refusal, 1));
        }
        if (before.isEmpty() || before.get().at() <= last.at) {
            last.dialogs++;
        }
        return refusal.at() - last.at < SILENCE_MILLIS
                ? Optional.empty()
                : Optional.of(write(peer, refusal, last.dialogs));
    }

    private String write(InetAddress peer, RefusedNotify refusal, int dialogs) {
        lastLines.put(peer, new Line(refusal.at()));
        String line = "NOTIFYs of " + peer.getHostAddress() + " were refused in " + dialogs
                + " dialogs since the last such line, this one with " + refusal.code() + ": " + refusal.why()
                + ". What is known is marked as stale there, and the dialogs are refreshed; b2b:dialogs --detail shows"
                + " which";
        LOG.warn("{}", line);
        return line;
    }
}
