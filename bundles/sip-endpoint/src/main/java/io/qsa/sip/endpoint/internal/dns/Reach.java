package io.qsa.sip.endpoint.internal.dns;

import java.net.InetAddress;

/** What can be sent to from here, so that nothing is looked up that is of no use. Safe for any thread. */
public interface Reach {
    /** Whether there is a listening point with this transport. */
    boolean speaks(String transport);

    /** Whether addresses of this family can be reached. */
    boolean reaches(Class<? extends InetAddress> family);
}
