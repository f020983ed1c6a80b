package io.qsa.sip.endpoint.internal.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority of one test. */
public final class Authority {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final KeyPair keys = newKeys("EC");
    private final X509Certificate certificate;

    public Authority() {
        X500Name name = new X500Name("CN=Authority " + SERIAL.incrementAndGet());
        certificate = sign(name, name, keys, true);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A certificate with its key, for names such as {@code uri:sip:example.com}, {@code dns:example.com}, {@code ip:::1}. */
    public Identity issue(String commonName, String... names) {
        return issueWith("EC", commonName, names);
    }

    public Identity issueWith(String algorithm, String commonName, String... names) {
        KeyPair own = newKeys(algorithm);
        X500Name issuer = new X500Name(certificate.getSubjectX500Principal().getName());
        return new Identity(own.getPrivate(), sign(issuer, new X500Name("CN=" + commonName), own, false, names));
    }

    private X509Certificate sign(X500Name issuer, X500Name subject, KeyPair own, boolean isCa, String... names) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(Instant.now().minus(1, ChronoUnit.DAYS)),
                    Date.from(Instant.now().plus(1, ChronoUnit.DAYS)),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
            if (names.length > 0) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                Arrays.stream(names).map(Authority::name).toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName name(String name) {
        String value = name.substring(name.indexOf(':') + 1);
        return switch (name.substring(0, name.indexOf(':'))) {
            case "uri" -> new GeneralName(GeneralName.uniformResourceIdentifier, value);
            case "dns" -> new GeneralName(GeneralName.dNSName, value);
            case "ip" -> new GeneralName(GeneralName.iPAddress, value);
            case "mail" -> new GeneralName(GeneralName.rfc822Name, value);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static KeyPair newKeys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (!algorithm.equals("Ed25519")) {
                generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The PEM form of an object. */
    static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }

    /** The TLS context of a peer with this identity, which trusts the authority. */
    public SSLContext context(Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", certificate);
            store.setKeyEntry("own", identity.key(), new char[0], new Certificate[] {identity.certificate()});
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes its certificate as a PEM file. */
    public Path write(Path file) {
        return write(file, pem("CERTIFICATE", encoded(certificate)));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A certificate and its key. */
    public static final class Identity {
        private final PrivateKey key;
        private final X509Certificate certificate;

        Identity(PrivateKey key, X509Certificate certificate) {
            this.key = key;
            this.certificate = certificate;
        }

        public PrivateKey key() {
            return key;
        }

        public X509Certificate certificate() {
            return certificate;
        }

        String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        String certificatePem() {
            return pem("CERTIFICATE", encoded(certificate));
        }

        /** Writes both into one PEM file. */
        public Path write(Path file) {
            return Authority.write(file, keyPem() + certificatePem());
        }
    }
}
