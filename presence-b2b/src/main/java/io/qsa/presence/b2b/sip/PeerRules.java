package io.qsa.presence.b2b.sip;

import java.util.Objects;

/** What the settings let a presence server do. Immutable. */
public final class PeerRules {
    private final int maxBodySize;
    private final HostPatterns redirectDomains;
    private final boolean checkingSource;

    private PeerRules(int maxBodySize, HostPatterns redirectDomains, boolean checkingSource) {
        this.maxBodySize = maxBodySize;
        this.redirectDomains = redirectDomains;
        this.checkingSource = checkingSource;
    }

    /** It may send bodies of this size, redirect to any host, and notify from any address. */
    public static PeerRules of(int maxBodySize) {
        return new PeerRules(maxBodySize, HostPatterns.ANY, false);
    }

    /** The same with redirections to these hosts only. */
    public PeerRules withRedirectDomains(HostPatterns hosts) {
        return new PeerRules(maxBodySize, hosts, checkingSource);
    }

    /** The same where the first NOTIFY of a dialog says from which address the others must come, or not. */
    public PeerRules withSourceCheck(boolean check) {
        return new PeerRules(maxBodySize, redirectDomains, check);
    }

    /** The largest body of a NOTIFY, in bytes. */
    int maxBodySize() {
        return maxBodySize;
    }

    HostPatterns redirectDomains() {
        return redirectDomains;
    }

    boolean isCheckingSource() {
        return checkingSource;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerRules that
                && maxBodySize == that.maxBodySize
                && redirectDomains.equals(that.redirectDomains)
                && checkingSource == that.checkingSource;
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxBodySize, redirectDomains, checkingSource);
    }
}
