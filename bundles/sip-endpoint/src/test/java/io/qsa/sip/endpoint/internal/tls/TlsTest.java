package io.qsa.sip.endpoint.internal.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SNIHostName;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.config.ConfigValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsTest {
    private static final Authority AUTHORITY = new Authority();

    @TempDir
    private Path folder;

    private final Tls tls = new Tls();

    private static TlsSettings settings(Object... values) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(String.valueOf(values[i]), String.valueOf(values[i + 1]));
        }
        return TlsSettings.parse(new ConfigValues(map));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void readsKeyAndCertificateFromOneFile(String algorithm) throws IOException {
        Path file = AUTHORITY.issueWith(algorithm, "a").write(folder.resolve("both.pem"));

        assertThat(tls.load(settings("tls_certificate", file, "tls_ca_list", AUTHORITY.write(folder.resolve("ca")))))
                .isTrue();
        assertThat(tls.isLoaded()).isTrue();
    }

    @Test
    void readsAKeyThatIsEncrypted() throws Exception {
        Authority.Identity identity = AUTHORITY.issue("a");
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                .setPassword("secret".toCharArray())
                .build();
        byte[] encrypted =
                new JcaPKCS8Generator(identity.key(), encryptor).generate().getContent();
        Path key = Authority.write(folder.resolve("key"), Authority.pem("ENCRYPTED PRIVATE KEY", encrypted));
        Path certificate = Authority.write(folder.resolve("certificate"), identity.certificatePem());

        assertThat(tls.load(
                        settings("tls_certificate", certificate, "tls_private_key", key, ".tls_password", "secret")))
                .isTrue();
        assertThatThrownBy(() -> tls.load(
                        settings("tls_certificate", certificate, "tls_private_key", key, ".tls_password", "wrong")))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void readsPkcs12() throws Exception {
        Authority.Identity identity = AUTHORITY.issue("a");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = "secret".toCharArray();
        store.setKeyEntry("a", identity.key(), password, new Certificate[] {identity.certificate()});
        store.setCertificateEntry("ca", AUTHORITY.certificate());
        Path file = folder.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }

        assertThat(tls.load(settings("tls_certificate", file, "tls_ca_list", file, ".tls_password", "secret")))
                .isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "'', no certificate",
        "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----, no private key",
        "-----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----, not in PKCS #8",
        "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----, is none of",
        // F74: its algorithm has no parameters, which the reader of the JDK does not expect.
        "-----BEGIN ENCRYPTED PRIVATE KEY-----MBAwCwYJKoZIhvcNAQUDBAEA-----END, NullPointerException"
    })
    void saysWhatIsWrongWithAFile(String text, String message) {
        Path file = Authority.write(folder.resolve("file"), text);
        Path key = message.contains("certificate") ? AUTHORITY.issue("a").write(folder.resolve("key")) : file;

        assertThatThrownBy(() -> tls.load(settings("tls_certificate", file, "tls_private_key", key)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(folder.toString());
        assertThat(tls.isLoaded()).isFalse();
    }

    @Test
    void readsAgainOnlyWhatHasChanged() throws IOException {
        Path file = AUTHORITY.issue("a").write(folder.resolve("file"));
        TlsSettings settings = settings("tls_certificate", file);
        tls.load(settings);
        assertThat(tls.load(settings)).isFalse();

        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(tls.load(settings)).isTrue();
        Files.delete(file);
        assertThatThrownBy(() -> tls.load(settings)).isInstanceOf(IOException.class);
        assertThat(tls.client("example.com", new InetSocketAddress(5061)).getPeerHost())
                .isEqualTo("example.com");
    }

    private Path pkcs12(KeyStore store) throws Exception {
        Path file = folder.resolve("store.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        return file;
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** F71: neither a certificate that is not marked as trusted nor a key without encryption is seen by the JDK. */
    @Test
    void aPkcs12FileWithoutWhatItIsForIsRefusedWhenItIsRead() throws Exception {
        Authority.Identity identity = AUTHORITY.issue("a");
        KeyStore onlyTrust = emptyStore();
        onlyTrust.setCertificateEntry("ca", AUTHORITY.certificate());
        Path certificates = pkcs12(onlyTrust);
        assertThatThrownBy(() -> tls.load(settings("tls_certificate", certificates, ".tls_password", "secret")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(certificates.toString())
                .hasMessageContaining("no private key");

        KeyStore onlyKey = emptyStore();
        onlyKey.setKeyEntry("a", identity.key(), "secret".toCharArray(), new Certificate[] {identity.certificate()});
        Path keys = pkcs12(onlyKey);
        Path own = identity.write(folder.resolve("own.pem"));
        assertThatThrownBy(() ->
                        tls.load(settings("tls_certificate", own, "tls_ca_list", keys, ".tls_password", "secret")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(keys.toString())
                .hasMessageContaining("no trusted certificate");
        assertThat(tls.isLoaded()).isFalse();
    }

    /** F72: RFC 7468 section 2 allows any text before the certificates. */
    @Test
    void aCommentOfAPemFileNeedNotBeAscii() throws IOException {
        Authority.Identity identity = AUTHORITY.issue("a");
        Path file = Authority.write(
                folder.resolve("bundle.pem"),
                "# Zertifikate für Köln\n" + identity.keyPem() + identity.certificatePem());

        assertThat(tls.load(settings("tls_certificate", file, "tls_ca_list", file)))
                .isTrue();
    }

    /** F70: RFC 6066 section 3. */
    @ParameterizedTest
    @ValueSource(strings = {"sip.example.com", "sip.example.com."})
    void aServerIsNamedWithoutTheFinalDot(String domain) throws IOException {
        tls.load(settings("tls_ca_list", AUTHORITY.write(folder.resolve("ca"))));

        assertThat(tls.client(domain, new InetSocketAddress("127.0.0.1", 5061))
                        .getSSLParameters()
                        .getServerNames())
                .containsExactly(new SNIHostName("sip.example.com"));
    }

    /** F104: RFC 9325 section 4.2; old phones need a switch. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyModernCipherSuitesUnlessAllAreWanted(boolean all) throws IOException {
        tls.load(settings("tls_all_ciphers", all, "tls_ca_list", AUTHORITY.write(folder.resolve("ca"))));
        List<String> client = List.of(tls.client("example.com", new InetSocketAddress("127.0.0.1", 5061))
                .getEnabledCipherSuites());

        assertThat(client).contains("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
        assertThat(client.contains("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")).isEqualTo(all);
        assertThat(client.contains("TLS_RSA_WITH_AES_128_GCM_SHA256")).isEqualTo(all);
        assertThat(tls.server().getEnabledCipherSuites()).containsExactlyElementsOf(client);
    }
}
