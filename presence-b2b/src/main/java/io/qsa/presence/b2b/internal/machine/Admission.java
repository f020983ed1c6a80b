package io.qsa.presence.b2b.internal.machine;

/** Whether a subscription may send a SUBSCRIBE for a new dialog now, or end the one it has. */
public enum Admission {
    /** It may, and holds its room and its turn from now on. */
    GRANTED,
    /** Too many SUBSCRIBEs are in flight; its turn will come. */
    WAIT_FOR_TURN,
    /** max_subscriptions is reached; it is served when another subscription ends. */
    WAIT_FOR_ROOM,
    /** There is no SIP endpoint at present. */
    OFFLINE,
    /** Nothing can be sent to its record under the present settings. */
    UNADDRESSABLE,
    /** It is one of several notifiers of a subscription, and another one asks anew for all of them. */
    NOT_AGAIN
}
