package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.qsa.base.timer.Timers;
import io.qsa.pa.internal.agent.PresenceWatcher;
import io.qsa.pa.internal.agent.WatcherEntry;
import io.qsa.pa.internal.journal.Kind;
import io.qsa.sip.HeaderParameters;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.notifier.Content;
import io.qsa.sip.notifier.EventRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.ServedSubscription;

/**
 * A SIP user agent that watches: connects a {@link ServedSubscription} to the agent and the journal. Guarded by its monitor,
 * which is not held while other watchers may be notified.
 */
final class SipWatcher extends ServedSubscription implements PresenceWatcher {
    /** The entity tag of a NOTIFY without a status. */
    private static final String TAG_OF_NOTHING = "0";

    private final SipWatchers all;
    private final String entity;
    private final WatchablePackage eventPackage;
    private final NotifyBody body;

    /** How many characters its dialog had at the start. */
    private final int size;

    /** When it lapses, in milliseconds of the epoch. */
    private long expiresAt;

    private boolean over;
    private long storedCseq;
    private String storedTarget = "";
    /** Null until it has been added to the watchers of the entity. */
    private WatcherEntry watching;

    /**
     * @param entity the URI that was subscribed to
     * @param event the Event header of its NOTIFYs; an {@link IllegalArgumentException} if its package is unknown
     */
    SipWatcher(SipWatchers all, SipDialog dialog, String entity, String event) {
        super(dialog, WatchablePackage.shared(event));
        this.all = all;
        this.size = dialog.size();
        // As a rule they are the same, and one text is enough.
        this.entity = entity.equals(dialog.localUri()) ? dialog.localUri() : entity;
        this.eventPackage = WatchablePackage.named(HeaderParameters.valueOf(event))
                .orElseThrow(() -> new IllegalArgumentException("no event package that is known"));
        this.body = eventPackage.newBody();
    }

    /** How many characters its dialog had at the start. */
    int size() {
        return size;
    }

    @Override
    protected SipEndpoint endpoint() {
        return all.endpoint();
    }

    @Override
    protected Timers timers() {
        return all.timers();
    }

    /** Accepts the request that made the dialog: the answer leaves before the first NOTIFY. */
    void open(IncomingRequest incoming, Duration granted) {
        synchronized (this) {
            keep(granted, true);
        }
        all.journal().whenStored(() -> onStored(incoming, granted));
    }

    /** A SUBSCRIBE inside the dialog: a refresh, or the end. A refused one leaves no trace. */
    void onSubscribe(IncomingRequest incoming, EventRequest asked) throws Refusal {
        Duration granted;
        synchronized (this) {
            if (!Entities.isFrom(asked.request(), uri())) {
                throw Refusal.of(asked.request(), 481);
            }
            requireInOrder(asked);
            granted = all.granted(asked);
            receive(asked.request());
            keep(granted, false);
        }
        all.journal().whenStored(() -> onStored(incoming, granted));
    }

    private void keep(Duration granted, boolean fresh) {
        expiresAt = timers().time().plus(granted).toEpochMilli();
        if (granted.isZero()) {
            forget();
        } else {
            keep(fresh);
        }
    }

    private void onStored(IncomingRequest incoming, Duration granted) {
        answer(incoming, granted).ifPresent(WatcherEntry::begin);
    }

    private synchronized Optional<WatcherEntry> answer(IncomingRequest incoming, Duration granted) {
        if (isEnding()) {
            incoming.respond(481);
            return Optional.empty();
        }
        body.beginAnew();
        accept(incoming, granted);
        return join();
    }

    /** Adds it to the watchers of the entity, unless it is one already or has ended. It is notified of nothing yet. */
    private Optional<WatcherEntry> join() {
        if (watching != null || over) {
            return Optional.empty();
        }
        watching = switch (eventPackage) {
            case PRESENCE -> all.agent().join(entity, this);
            case WATCHER_INFORMATION -> all.agent().joinReaders(entity, this);
        };
        return Optional.of(watching);
    }

    /** Restores it after a restart; {@code until} may be over already. {@link #watch} makes it be notified. */
    synchronized void restore(Instant until) {
        Duration left = Duration.between(timers().time(), until);
        expiresAt = until.toEpochMilli();
        storedCseq = cseq();
        storedTarget = remoteTarget();
        restore(left.isNegative() ? Duration.ZERO : left);
    }

    /** Notifies it of the entity from now on. */
    void watch() {
        joined().ifPresent(WatcherEntry::begin);
    }

    private synchronized Optional<WatcherEntry> joined() {
        return join();
    }

    /** Writes its present state to the journal. */
    synchronized void keep(boolean fresh) {
        if (!eventPackage.outlivesRestart()) {
            return;
        }
        SipDialog dialog = dialog();
        Instant until = Instant.ofEpochMilli(expiresAt);
        storedCseq = DialogRecord.reservedCseq(dialog);
        storedTarget = dialog.remoteTarget();
        all.journal().put(Kind.SUBSCRIPTION, tag(), fresh, () -> DialogRecord.of(dialog, entity, event(), until));
    }

    private void forget() {
        all.journal().remove(Kind.SUBSCRIPTION, tag());
    }

    @Override
    protected void onDialog() {
        if (cseq() > storedCseq - DialogRecord.RESERVE / 2 || !remoteTarget().equals(storedTarget)) {
            keep(false);
        }
    }

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String uri() {
        return remoteUri();
    }

    @Override
    public synchronized void onStatus(WatcherEntry told) {
        body.onStatus(told);
        if (body.isNews()) {
            onStatus();
        }
    }

    @Override
    public synchronized void onPending() {
        tellPending();
    }

    @Override
    public synchronized void onRejected() {
        tellRejected();
    }

    @Override
    public synchronized void onGone() {
        tellGone();
    }

    /** The SIP interface stops. */
    synchronized void onStop() {
        forget();
        tellStop();
    }

    @Override
    protected Content status() {
        return body.isWhole() ? all.contentOf(watching.view()) : Content.untagged(body.next());
    }

    @Override
    protected void onNotTaken() {
        body.beginAnew();
    }

    @Override
    protected Optional<String> entityTag(boolean withStatus) {
        if (!body.isWhole()) {
            return Optional.empty();
        }
        return Optional.of(withStatus ? watching.view().entityTag() : TAG_OF_NOTHING);
    }

    @Override
    protected Duration interval() {
        return all.agent().settings().notifyInterval();
    }

    @Override
    protected Duration patience() {
        return all.agent().settings().pendingTimeout();
    }

    @Override
    protected boolean ignoresUnanswered() {
        return all.agent().settings().ignores408OnNotify();
    }

    @Override
    protected void onOver(String reason) {
        over = true;
        try {
            if (watching != null) {
                watching.close(reason);
            }
        } finally {
            // Even if one of the calls above failed, it is neither kept nor stored any longer.
            forget();
            all.remove(this);
        }
    }
}
