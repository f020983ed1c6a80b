package io.qsa.presence.b2b.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.spi.NotifierSubscription;

/** One subscription as the application sees it: its notifications, and that there are none after the end. */
final class WatchedSubscription implements NotifierSubscription {
    private final int number;
    private final SubscriptionRequest request;
    private final List<ServerDialog> dialogs = new ArrayList<>();
    private boolean open = true;
    private int told;
    private Status status;
    private Reason reason = Reason.NONE;
    private String document = "";
    private boolean stale;
    /** Whether a NOTIFY was refused and none with a document accepted since. */
    private boolean doubtful;

    WatchedSubscription(int number) {
        this.number = number;
        request = SubscriptionRequest.presence("sip:u" + number + "@example.com", "sip:bob@example.com");
    }

    @Override
    public String id() {
        return "w" + number;
    }

    @Override
    public SubscriptionRequest request() {
        return request;
    }

    @Override
    public void notify(Status newStatus, Reason newReason) {
        Rule.keep(open, "told after the end", this);
        boolean planned = newReason.retryAt().isPresent();
        Rule.keep(!planned || newStatus == Status.PENDING, "a retry is planned, but not told as PENDING", this);
        told++;
        status = newStatus;
        reason = newReason;
        stale = false;
    }

    @Override
    public void notifyStale(Status newStatus, Reason newReason) {
        notify(newStatus, newReason);
        stale = true;
    }

    @Override
    public void notify(Status newStatus, Reason newReason, Document newDocument) {
        notify(newStatus, newReason);
        document = newDocument.text();
    }

    /** From now on it must not be notified. */
    void end() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    /** The number of notifications. */
    int told() {
        return told;
    }

    /** The last status; null if there was none. */
    Status status() {
        return status;
    }

    Reason reason() {
        return reason;
    }

    String document() {
        return document;
    }

    /** Whether the last notification was stale or not ACTIVE. */
    boolean isStale() {
        return stale;
    }

    /** Notes whether a received NOTIFY was refused. */
    void doubt(boolean refused) {
        doubtful = refused;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** Whether the last that it heard is that nothing will be tried again. */
    boolean isFinal() {
        return status != null && status.isFinal() || reason.token().equals("invariant");
    }

    void add(ServerDialog dialog) {
        dialogs.add(dialog);
    }

    /** The newest dialog. */
    Optional<ServerDialog> newest() {
        return dialogs.isEmpty() ? Optional.empty() : Optional.of(dialogs.get(dialogs.size() - 1));
    }

    List<ServerDialog> dialogs() {
        return dialogs;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    /** The same in every run, so that maps do not bring chance into a walk. */
    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return id() + (open ? "" : " closed") + " told " + status + " " + reason + ", dialogs " + dialogs;
    }
}
