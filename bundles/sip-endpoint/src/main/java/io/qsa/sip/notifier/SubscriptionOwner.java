package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.Optional;

import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;

/**
 * Has a subscription served: knows what there is to tell. Its monitor guards the subscription, and is held in each call.
 * No method blocks.
 */
public interface SubscriptionOwner {
    /** The next NOTIFY, with the status as its body. */
    SipRequest withStatus(SipRequest notify);

    /**
     * The entity tag of what there is to tell (RFC 5839 section 6.1): no two statuses have the same, and a status has the
     * same one as long as it may be asked for. Empty where nothing can be left out of a NOTIFY.
     *
     * @param withStatus whether the watcher may see the status
     */
    default Optional<String> entityTag(boolean withStatus) {
        return Optional.empty();
    }

    /** The dialog is another one: a request is about to be sent in it, or the watcher has moved. */
    default void onDialog(SipDialog dialog) {}

    /** The watcher may not know what the last NOTIFY told: the next one tells all. */
    default void onNotTaken() {}

    /** The shortest time between two NOTIFYs that tell a change, as it is configured now. */
    Duration interval();

    /** The longest time in which nobody decides whether the watcher may see the status. */
    Duration patience();

    /** Whether a subscription goes on whose watcher does not answer a NOTIFY. */
    boolean ignoresUnanswered();

    /**
     * The subscription is over, and so is its last NOTIFY. This is the last call.
     *
     * @param reason as in Subscription-State
     */
    void onOver(String reason);
}
