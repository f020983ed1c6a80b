package io.qsa.presence.b2b.internal.machine;

/**
 * The state of the SIP side of a subscription: the states of SER's presence_b2b, completed by RFC 6665.
 *
 * <p>The transition table; "-" stays. A NOTIFY that ends the subscription (T) has a column of its own: "by reason" is
 * {@code DELAYED} or {@code WAITING} if the reason allows a retry, otherwise {@code STOPPED}. A failure response is "by
 * code" in the same way. "expired" is the end of the granted time.
 *
 * <table>
 * <caption>State x input</caption>
 * <tr><th>state<th>2xx<th>other answer<th>NOTIFY<th>NOTIFY T<th>its timer<th>expired<th>unsubscribe<th>offline
 * <tr><td>NEW<td>-<td>-<td>-<td>-<td>-<td>-<td>GONE<td>-
 * <tr><td>DELAYED<td>-<td>-<td>-<td>-<td>subscribes<td>-<td>GONE<td>-
 * <tr><td>WAITING<td>-<td>-<td>-<td>-<td>subscribes<td>-<td>GONE<td>-
 * <tr><td>QUEUED<td>-<td>-<td>-<td>-<td>-<td>-<td>GONE<td>OFFLINE
 * <tr><td>OFFLINE<td>-<td>-<td>-<td>-<td>-<td>-<td>GONE<td>-
 * <tr><td>UNCONFIRMED<td>ACCEPTED<td>by code<td>PRECONFIRMED<td>by reason<td>WAITING<td>-<td>PREDESTROYED<td>OFFLINE
 * <tr><td>PRECONFIRMED<td>CONFIRMED<td>by code<td>-<td>by reason<td>CONFIRMED<td>WAITING<td>PREDESTROYED<td>OFFLINE
 * <tr><td>ACCEPTED<td>-<td>-<td>CONFIRMED<td>by reason<td>WAITING<td>WAITING<td>TERMINATING<td>OFFLINE
 * <tr><td>CONFIRMED<td>-<td>-<td>-<td>by reason<td>RESUBSCRIBING<td>WAITING<td>TERMINATING<td>OFFLINE
 * <tr><td>RESUBSCRIBING<td>REACCEPTED<td>by code<td>RENOTIFIED<td>by reason<td>CONFIRMED<td>WAITING
 * <td>PREDESTROYED<td>OFFLINE
 * <tr><td>RENOTIFIED<td>CONFIRMED<td>by code<td>-<td>by reason<td>CONFIRMED<td>WAITING<td>PREDESTROYED<td>OFFLINE
 * <tr><td>REACCEPTED<td>-<td>-<td>CONFIRMED<td>by reason<td>WAITING<td>WAITING<td>TERMINATING<td>OFFLINE
 * <tr><td>PREDESTROYED<td>TERMINATING<td>TERMINATING or GONE<td>-<td>GONE<td>TERMINATING or GONE<td>GONE<td>-<td>GONE
 * <tr><td>LEAVING<td>-<td>-<td>-<td>GONE<td>-<td>GONE<td>-<td>GONE
 * <tr><td>TERMINATING<td>-<td>GONE<td>-<td>GONE<td>GONE<td>-<td>-<td>GONE
 * <tr><td>STOPPED<td>-<td>-<td>-<td>-<td>-<td>-<td>GONE<td>-
 * <tr><td>GONE<td>-<td>-<td>-<td>-<td>-<td>-<td>-<td>-
 * </table>
 *
 * <p>"Subscribes" leads to {@code UNCONFIRMED}, or to {@code QUEUED}, {@code OFFLINE} or {@code STOPPED} according to
 * the outbox. {@code TERMINATING} may be {@code LEAVING} at first. Both {@code QUEUED} and {@code LEAVING} continue
 * when they are admitted, {@code OFFLINE} when the endpoint is back, {@code STOPPED} when the settings of new dialogs
 * change. The machine of a fork starts in {@code ACCEPTED} and never subscribes: it becomes {@code STOPPED} instead. A
 * failed refresh (RFC 6665 section 4.1.2.2) is "by code" only if its code ends the subscription, otherwise
 * {@code CONFIRMED}: it is tried again before the granted time is over. One without an answer is first sent by the
 * other route to the peer, if one is known, and stays {@code RESUBSCRIBING} once.
 *
 * <p>A NOTIFY without a document, after one with a document, is a NOTIFY of this table too, but the application is
 * notified that its document is stale. So is one that was refused because of its document: its header fields are
 * applied, and it stops Timer N. One that was refused because of its header fields changes no state, unless it clearly
 * ends the subscription; then it is a NOTIFY T. After either the application is notified that its document is stale,
 * and the refresh of {@code CONFIRMED} is sooner ({@link Doubt}); the consequences of a failure are in the table.
 */
public enum State {
    /** No SUBSCRIBE was sent yet. */
    NEW,
    /** Nothing is wrong; the first SUBSCRIBE of a dialog waits for its time. */
    DELAYED,
    /** An attempt failed; the next one waits for its time. */
    WAITING,
    /** A SUBSCRIBE is wanted, but too many are in flight or too many subscriptions are there. */
    QUEUED,
    /** There is no SIP endpoint. */
    OFFLINE,
    /** The initial SUBSCRIBE is in flight, nothing was heard. */
    UNCONFIRMED,
    /** The NOTIFY arrived before the answer to the initial SUBSCRIBE. */
    PRECONFIRMED,
    /** The initial SUBSCRIBE was accepted, Timer N runs until the first NOTIFY. */
    ACCEPTED,
    /** The dialog is live and at rest. */
    CONFIRMED,
    /** A refresh is in flight, nothing was heard since. */
    RESUBSCRIBING,
    /** A NOTIFY arrived before the answer to the refresh. */
    RENOTIFIED,
    /** The refresh was accepted, Timer N runs until its NOTIFY. */
    REACCEPTED,
    /** Unsubscribed while a SUBSCRIBE is in flight; Expires: 0 follows its answer. */
    PREDESTROYED,
    /** Unsubscribed, and Expires: 0 is to be sent, but too many are in flight. */
    LEAVING,
    /** Expires: 0 was sent; the final NOTIFY is awaited. */
    TERMINATING,
    /** Refused for good; only a change of settings starts it again. */
    STOPPED,
    /** Unsubscribed; as far as known, no subscription is left at the peer. */
    GONE
}
