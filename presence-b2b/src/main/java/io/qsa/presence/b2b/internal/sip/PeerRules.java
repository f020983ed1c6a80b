package io.qsa.presence.b2b.internal.sip;

import java.util.Objects;

/** The settings for what a presence server may do. Immutable. */
public final class PeerRules {
    private final int maxBodySize;
    private final HostPatterns redirectDomains;
    private final boolean checkingSource;
    private final boolean conditional;
    private final boolean emptying;
    private final boolean strict;

    private PeerRules(
            int maxBodySize,
            HostPatterns redirectDomains,
            boolean checkingSource,
            boolean conditional,
            boolean emptying,
            boolean strict) {
        this.maxBodySize = maxBodySize;
        this.redirectDomains = redirectDomains;
        this.checkingSource = checkingSource;
        this.conditional = conditional;
        this.emptying = emptying;
        this.strict = strict;
    }

    /** It may send bodies of this size, redirect to any host, and notify from any address. */
    public static PeerRules of(int maxBodySize) {
        return new PeerRules(maxBodySize, HostPatterns.ANY, false, false, false, false);
    }

    /** The same with redirections to these hosts only. */
    public PeerRules withRedirectDomains(HostPatterns hosts) {
        return new PeerRules(maxBodySize, hosts, checkingSource, conditional, emptying, strict);
    }

    /** The same with or without the check that all NOTIFYs of a dialog are from the address of the first one. */
    public PeerRules withSourceCheck(boolean check) {
        return new PeerRules(maxBodySize, redirectDomains, check, conditional, emptying, strict);
    }

    /** The same where it may answer a refresh that has nothing new without a NOTIFY, or not (RFC 5839). */
    public PeerRules withConditionalRefresh(boolean allow) {
        return new PeerRules(maxBodySize, redirectDomains, checkingSource, allow, emptying, strict);
    }

    /** The same with or without removing the document after an ACTIVE without one. */
    public PeerRules withEmptying(boolean empty) {
        return new PeerRules(maxBodySize, redirectDomains, checkingSource, conditional, empty, strict);
    }

    /** The same with or without refusing violations of rules that have only one possible meaning. */
    public PeerRules withStrictness(boolean refuse) {
        return new PeerRules(maxBodySize, redirectDomains, checkingSource, conditional, emptying, refuse);
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

    boolean isConditional() {
        return conditional;
    }

    boolean isEmptying() {
        return emptying;
    }

    boolean isStrict() {
        return strict;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerRules that
                && maxBodySize == that.maxBodySize
                && redirectDomains.equals(that.redirectDomains)
                && checkingSource == that.checkingSource
                && conditional == that.conditional
                && emptying == that.emptying
                && strict == that.strict;
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxBodySize, redirectDomains, checkingSource, conditional, emptying, strict);
    }
}
