package io.qsa.sip.endpoint.internal.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.qsa.base.config.ConfigValues;

/** The files with keys and trust, and whether clients need a certificate. Immutable. */
public final class TlsSettings {
    public static final String DEFAULT_CLIENT_AUTH = "none";

    private final String certificate;
    private final String privateKey;
    private final String password;
    private final String caList;
    private final ClientAuth clientAuth;
    private final boolean allCiphers;

    private TlsSettings(ConfigValues in) {
        certificate = in.value("tls_certificate", "", "a path", TlsSettings::path);
        privateKey = in.value("tls_private_key", "", "a path", TlsSettings::path);
        password = in.secret(".tls_password");
        caList = in.value("tls_ca_list", "", "a path", TlsSettings::path);
        clientAuth = in.value("tls_client_auth", DEFAULT_CLIENT_AUTH, "none, want or need", ClientAuth::parse);
        allCiphers = in.flag("tls_all_ciphers", false);
    }

    /** Reads its keys among others. */
    public static TlsSettings parse(ConfigValues in) {
        return new TlsSettings(in);
    }

    private static String path(String text) {
        // An InvalidPathException is an IllegalArgumentException with the cause.
        return Path.of(text.trim()).toString();
    }

    /** The file with the certificates of this platform, its own first; empty text for none. */
    String certificate() {
        return certificate;
    }

    /** The file with the private key; that of the certificates if none is named. */
    String privateKey() {
        return privateKey.isEmpty() ? certificate : privateKey;
    }

    char[] password() {
        return password.toCharArray();
    }

    /** The file with the trusted certificates; empty text for those of the Java platform. */
    String caList() {
        return caList;
    }

    ClientAuth clientAuth() {
        return clientAuth;
    }

    /** Whether also cipher suites without forward secrecy or authenticated encryption may be negotiated. */
    boolean isWithAllCiphers() {
        return allCiphers;
    }

    /** All files that are named. */
    List<Path> files() {
        return Stream.of(certificate, privateKey, caList)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlsSettings that
                && certificate.equals(that.certificate)
                && privateKey.equals(that.privateKey)
                && password.equals(that.password)
                && caList.equals(that.caList)
                && clientAuth == that.clientAuth
                && allCiphers == that.allCiphers;
    }

    @Override
    public int hashCode() {
        return Objects.hash(certificate, privateKey, password, caList, clientAuth, allCiphers);
    }
}
