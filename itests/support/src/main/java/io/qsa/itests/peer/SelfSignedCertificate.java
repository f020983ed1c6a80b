package io.qsa.itests.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that speaks for itself, made for one test by the keytool of the JDK. Immutable. */
public final class SelfSignedCertificate {
    private static final String PASSWORD = "not-secret";
    private static final String ALIAS = "peer";

    private final KeyStore keys;
    private final Path certificate;
    private final Path privateKey;

    private SelfSignedCertificate(KeyStore keys, Path certificate, Path privateKey) {
        this.keys = keys;
        this.certificate = certificate;
        this.privateKey = privateKey;
    }

    /**
     * Makes a certificate; its files are in the directory.
     *
     * @param name the subject, such as {@code IP:127.0.0.1} or {@code DNS:example.test}
     */
    public static SelfSignedCertificate make(Path directory, String name) {
        Path store = directory.toAbsolutePath().resolve("peer.p12");
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(store);
            generate(store, name);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return new SelfSignedCertificate(
                    keys,
                    write(
                            store.resolveSibling("certificate.pem"),
                            "CERTIFICATE",
                            keys.getCertificate(ALIAS).getEncoded()),
                    write(
                            store.resolveSibling("key.pem"),
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path store, String name) throws IOException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .inheritIO()
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path write(Path file, String what, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }

    /** The TLS context for a server in this JVM with this certificate. */
    public SSLContext context() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file with the certificate, as PEM. */
    public Path certificate() {
        return certificate;
    }

    /** The file with the private key, as PEM in PKCS #8 form without a password. */
    public Path privateKey() {
        return privateKey;
    }
}
