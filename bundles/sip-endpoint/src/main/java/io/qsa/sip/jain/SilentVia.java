package io.qsa.sip.jain;

import javax.sip.address.Hop;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;

/** The Via that every {@link RawMessage} shows to the RI: it names no host to fall back to, and takes no parameter. */
final class SilentVia extends Via {
    static final SilentVia UDP = new SilentVia("UDP", "");
    static final SilentVia TCP = new SilentVia("TCP", null);

    private static final long serialVersionUID = 1L;

    private final String carrier;
    private final transient Hop nowhere;
    private final ViaList list = new ViaList();

    private SilentVia(String carrier, String host) {
        this.carrier = carrier;
        this.nowhere = new Nowhere(carrier, host);
        this.list.add(this);
    }

    ViaList asList() {
        return list;
    }

    @Override
    public String getTransport() {
        return carrier;
    }

    @Override
    public int getPort() {
        return nowhere.getPort();
    }

    @Override
    public Hop getHop() {
        return nowhere;
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
        private final String carrier;
        private final String host;

        Nowhere(String carrier, String host) {
            this.carrier = carrier;
            this.host = host;
        }

        @Override
        public String getHost() {
            return host;
        }

        @Override
        public int getPort() {
            return 5060;
        }

        @Override
        public String getTransport() {
            return carrier;
        }
    }
}
