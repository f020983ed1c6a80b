package io.qsa.sip.endpoint.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads keys and certificates from PEM and PKCS #12 files. */
final class KeyFiles {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private KeyFiles() {}

    /** A store with one private key and its certificates. */
    static KeyStore keys(TlsSettings settings) throws IOException, GeneralSecurityException {
        Path certificate = Path.of(settings.certificate());
        if (isPkcs12(certificate)) {
            return withKey(pkcs12(certificate, settings.password()), certificate, settings.password());
        }
        PrivateKey key = privateKey(Path.of(settings.privateKey()), settings.password());
        KeyStore store = empty();
        store.setKeyEntry(
                "own", key, settings.password(), certificates(certificate).toArray(Certificate[]::new));
        return store;
    }

    /** A store with the trusted certificates. */
    static KeyStore trusted(Path file, char[] password) throws IOException, GeneralSecurityException {
        if (isPkcs12(file)) {
            return withTrust(pkcs12(file, password), file);
        }
        KeyStore store = empty();
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("trusted" + store.size(), certificate);
        }
        return store;
    }

    private static boolean isPkcs12(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    private static KeyStore pkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    /** Checks that the JDK can use a key: it does not see one without encryption. */
    private static KeyStore withKey(KeyStore store, Path file, char[] password)
            throws IOException, GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)
                    && store.getKey(alias, password) instanceof PrivateKey
                    && store.getCertificateChain(alias) != null) {
                return store;
            }
        }
        throw new IOException("no private key with its certificate in " + file
                + "; a key without encryption is not read from PKCS #12");
    }

    /** Checks that something is trusted: the JDK sees only certificates that are marked as trusted. */
    private static KeyStore withTrust(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                return store;
            }
        }
        throw new IOException("no trusted certificate in " + file
                + "; one made by openssl needs -jdktrust anyExtendedKeyUsage, and a PEM file needs nothing");
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        // Only the text between these lines: the factory does not accept a key in the same file.
        String text = text(file);
        StringBuilder pem = new StringBuilder();
        Matcher matcher = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
                .matcher(text);
        while (matcher.find()) {
            pem.append(matcher.group()).append('\n');
        }
        if (pem.length() == 0) {
            throw new IOException("no certificate in " + file);
        }
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Any bytes may stand outside the lines of BEGIN and END (RFC 7468 section 2). */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static PrivateKey privateKey(Path file, char[] password) throws IOException, GeneralSecurityException {
        Matcher matcher = PRIVATE_KEY.matcher(text(file));
        if (!matcher.find()) {
            throw new IOException("no private key in " + file);
        }
        byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(2));
        return switch (matcher.group(1)) {
            case "" -> privateKey(new PKCS8EncodedKeySpec(bytes), file);
            case "ENCRYPTED " -> privateKey(decrypted(bytes, password), file);
            default -> throw new IOException("the private key in " + file + " is not in PKCS #8 form");
        };
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] bytes, char[] password)
            throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
        // With PBES2 the parameters have the name of the algorithm.
        String algorithm = info.getAlgParameters().toString();
        Key key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec spec, Path file)
            throws IOException, GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // It is a key for one of the others.
                continue;
            }
        }
        throw new IOException("the private key in " + file + " is none of " + ALGORITHMS);
    }
}
