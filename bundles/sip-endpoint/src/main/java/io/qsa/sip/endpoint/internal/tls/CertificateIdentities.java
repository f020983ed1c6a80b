package io.qsa.sip.endpoint.internal.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import io.qsa.sip.NumericHost;
import io.qsa.sip.SipUri;

/**
 * The identities of a certificate: SIP domains and SIP users (RFC 5922 section 7.1). Immutable.
 *
 * <p>A user is only in a URI among the alternative names: the signer of a common name or a DNS name has verified a
 * host, if anything, and not the part before an at sign.
 */
public final class CertificateIdentities {
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;
    /** A host name only; a wildcard is kept for display. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._*-]+|\\[[0-9A-Fa-f:.]+]");

    private final Set<String> domains = new LinkedHashSet<>();
    private final Set<String> uris = new LinkedHashSet<>();

    private CertificateIdentities() {}

    /** Reads the alternative names of a certificate; its common name only if it has no alternative names at all. */
    public static CertificateIdentities of(X509Certificate certificate) {
        CertificateIdentities identities = new CertificateIdentities();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                identities.addCommonName(certificate.getSubjectX500Principal().getName());
            } else {
                names.forEach(name -> identities.add((Integer) name.get(0), name.get(1)));
            }
        } catch (CertificateParsingException | InvalidNameException e) {
            // A certificate that cannot be read has no identities.
            return new CertificateIdentities();
        }
        return identities;
    }

    private void add(int type, Object value) {
        switch (type) {
            case DNS, IP -> addDomain(String.valueOf(value));
            case URI -> addUri(String.valueOf(value));
            default -> {
                // Names without a meaning in SIP.
            }
        }
    }

    private void addCommonName(String subject) throws InvalidNameException {
        for (Rdn part : new LdapName(subject).getRdns()) {
            if (part.getType().equalsIgnoreCase("CN")) {
                addDomain(String.valueOf(part.getValue()));
            }
        }
    }

    private void addDomain(String name) {
        String domain = name.indexOf(':') < 0 ? name : "[" + name + "]";
        if (!HOST.matcher(domain).matches()) {
            return;
        }
        domains.add(comparable(domain));
        addIfUri("sip:" + domain);
    }

    private void addIfUri(String text) {
        try {
            uris.add(SipUri.parse(text).toString());
        } catch (IllegalArgumentException e) {
            // A wildcard, for example, which RFC 5922 section 7.2 does not let match anything.
            return;
        }
    }

    private void addUri(String text) {
        try {
            SipUri uri = SipUri.parse(text);
            uris.add(text);
            // With a user part, it is the identity of that user, not of the domain.
            if (!uri.isSecure() && uri.user().isEmpty()) {
                domains.add(comparable(uri.host()));
            }
        } catch (IllegalArgumentException e) {
            // The URI of another scheme.
            return;
        }
    }

    /** Whether it names exactly this SIP domain; wildcards match nothing (RFC 5922 section 7.2). */
    public boolean isFor(String domain) {
        return domain.indexOf('*') < 0 && domains.contains(comparable(domain));
    }

    /** As SIP URIs, users and domains alike. */
    public List<String> uris() {
        return List.copyOf(uris);
    }

    private static String comparable(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return NumericHost.parse(plain).map(InetAddress::getHostAddress).orElse(plain);
    }
}
