package io.qsa.itests.swap;

/** The bundles that are stopped and started under live subscriptions, by their symbolic names. */
public final class Bundles {
    public static final String BROKER = "io.qsa.broker";
    public static final String SIP = "io.qsa.sip";
    public static final String PA = "io.qsa.pa";
    public static final String B2B = "io.qsa.presence.b2b";

    private Bundles() {}
}
