package io.qsa.sip.endpoint.internal.dns;

import java.net.InetAddress;

/** The transports and addresses that can be reached from here; others are not looked up. Safe for any thread. */
public interface Reach {
    /** Whether there is a listening point with this transport. */
    boolean speaks(String transport);

    /** Whether addresses of this family can be reached. */
    boolean reaches(Class<? extends InetAddress> family);
}
