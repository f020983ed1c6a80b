package io.qsa.sip.notifier.internal.access;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.log.OncePerMinute;
import io.qsa.base.text.LogText;
import io.qsa.sip.SipRequest;

/**
 * Logs why senders are not admitted, at most one line for each reason and minute, which counts the others. A sender who does
 * not answer its challenge is logged with the next request of anybody. Guarded by its monitor.
 */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    /** Timer F: by then a client has answered a challenge, or never will. */
    private static final long PATIENCE_MILLIS = 32_000;

    private static final int MAX_WAITING = 1000;
    private static final int MAX_TEXT = 120;

    private final LongSupplier clock;
    private final OncePerMinute<AccessFault> lines = new OncePerMinute<>();
    private final Map<AccessFault, Integer> unlogged = new EnumMap<>(AccessFault.class);
    /** Who was challenged and has not answered, by From, the oldest first. */
    private final Map<String, Challenged> waiting = new LinkedHashMap<>();

    private record Challenged(long at, String sender) {}

    /** @param clock milliseconds of a monotonic clock */
    public AccessLog(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * A request is answered with a challenge, or refused.
     *
     * @return the logged lines
     */
    public synchronized List<String> refused(SipRequest request, AccessFault fault) {
        long now = clock.getAsLong();
        String from = LogText.of(request.from().uri(), MAX_TEXT);
        List<String> logged = reportUnanswered(now);
        switch (fault) {
            case STALE -> {}
            case NO_CREDENTIALS -> {
                if (waiting.size() < MAX_WAITING) {
                    waiting.putIfAbsent(from, new Challenged(now, describe(request, from)));
                }
            }
            default -> {
                waiting.remove(from);
                report(describe(request, from), fault, now, logged);
            }
        }
        return logged;
    }

    private static String describe(SipRequest request, String from) {
        return request.header("User-Agent")
                .map(agent -> from + " (" + LogText.of(agent, MAX_TEXT) + ")")
                .orElse(from);
    }

    private List<String> reportUnanswered(long now) {
        List<String> logged = new ArrayList<>(0);
        Iterator<Challenged> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            Challenged next = oldest.next();
            if (now - next.at() <= PATIENCE_MILLIS) {
                break;
            }
            oldest.remove();
            report(next.sender(), AccessFault.NO_CREDENTIALS, now, logged);
        }
        return logged;
    }

    private void report(String sender, AccessFault fault, long now, List<String> logged) {
        if (!lines.isDue(fault, now)) {
            unlogged.merge(fault, 1, Integer::sum);
            return;
        }
        Integer others = unlogged.remove(fault);
        String line = sender + " is not admitted: it " + fault.text() + "."
                + (others == null ? "" : " " + others + " other times since the last such line");
        LOG.warn("{}", line);
        logged.add(line);
    }

    /** A request was admitted. */
    public synchronized void admitted(SipRequest request) {
        waiting.remove(LogText.of(request.from().uri(), MAX_TEXT));
    }
}
