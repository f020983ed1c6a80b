package io.qsa.sip.jain;

import javax.sip.address.Hop;

import gov.nist.javax.sip.header.Via;

/** The Via that every datagram shows to the RI: it comes from nowhere and takes no parameter. */
final class SilentVia extends Via {
    static final SilentVia INSTANCE = new SilentVia();

    private static final long serialVersionUID = 1L;
    private static final Hop NOWHERE = new Nowhere();

    private SilentVia() {}

    @Override
    public String getTransport() {
        return "UDP";
    }

    @Override
    public int getPort() {
        return NOWHERE.getPort();
    }

    @Override
    public Hop getHop() {
        return NOWHERE;
    }

    @Override
    public boolean hasParameter(String name) {
        return false;
    }

    @Override
    public void setParameter(String name, String value) {
        // The endpoint writes received and rport itself.
    }

    private static final class Nowhere implements Hop {
        @Override
        public String getHost() {
            return "";
        }

        @Override
        public int getPort() {
            return 5060;
        }

        @Override
        public String getTransport() {
            return "UDP";
        }
    }
}
