package io.qsa.sip.endpoint.internal.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import io.qsa.sip.NumericHost;

/**
 * Keys and trust of the platform: new connections use those that were loaded last, open ones are not affected. Safe for any
 * thread.
 */
public final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Those of TLS 1.3, and of TLS 1.2 those with forward secrecy and authenticated encryption (RFC 9325 section 4.2). */
    private static final Pattern MODERN =
            Pattern.compile("TLS_(AES|CHACHA20)_.*|TLS_(EC)?DHE_.*_(GCM|CHACHA20_POLY1305)_.*");

    private volatile Loaded loaded;

    /**
     * Reads the files if the settings or the files have changed. Blocks. A file that is wrong is an
     * {@link IOException}, and the previous keys and certificates stay in use.
     *
     * @return whether something was read
     */
    public synchronized boolean load(TlsSettings settings) throws IOException {
        try {
            List<FileTime> times = times(settings);
            Loaded present = loaded;
            if (present != null && present.settings.equals(settings) && present.times.equals(times)) {
                return false;
            }
            loaded = new Loaded(settings, times, context(settings));
        } catch (GeneralSecurityException | RuntimeException e) {
            // The readers of the JDK throw whatever a strange file makes of them, for example a NullPointerException.
            throw new IOException("the files of TLS " + settings.files() + " cannot be used: " + e, e);
        }
        return true;
    }

    /** Whether there is something to use. */
    public boolean isLoaded() {
        return loaded != null;
    }

    private static List<FileTime> times(TlsSettings settings) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : settings.files()) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }

    private static SSLContext context(TlsSettings settings) throws IOException, GeneralSecurityException {
        KeyManager[] keys = {};
        if (!settings.certificate().isEmpty()) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(KeyFiles.keys(settings), settings.password());
            keys = factory.getKeyManagers();
        }
        KeyStore trusted =
                settings.caList().isEmpty() ? null : KeyFiles.trusted(Path.of(settings.caList()), settings.password());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    /** For an incoming connection. */
    public SSLEngine server() throws IOException {
        Loaded current = current();
        SSLEngine engine = current.context.createSSLEngine();
        engine.setUseClientMode(false);
        current.restrict(engine);
        current.settings.clientAuth().applyTo(engine);
        return engine;
    }

    /** For an outgoing connection; the peer is sent the domain of the request (RFC 6066 section 3). */
    public SSLEngine client(String domain, InetSocketAddress peer) throws IOException {
        Loaded current = current();
        SSLEngine engine = current.context.createSSLEngine(domain, peer.getPort());
        engine.setUseClientMode(true);
        current.restrict(engine);
        if (NumericHost.parse(domain).isEmpty()) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(List.of(serverName(domain)));
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /** Without the dot at the end of a complete name (RFC 6066 section 3). */
    private static SNIHostName serverName(String domain) throws IOException {
        try {
            return new SNIHostName(domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain);
        } catch (IllegalArgumentException e) {
            throw new IOException("no domain: " + domain, e);
        }
    }

    private Loaded current() throws IOException {
        Loaded current = loaded;
        if (current == null) {
            throw new IOException("there are no keys for TLS");
        }
        return current;
    }

    /** The loaded keys and certificates, and their sources. Immutable. */
    private static final class Loaded {
        private final TlsSettings settings;
        private final List<FileTime> times;
        private final SSLContext context;

        Loaded(TlsSettings settings, List<FileTime> times, SSLContext context) {
            this.settings = settings;
            this.times = times;
            this.context = context;
        }

        void restrict(SSLEngine engine) {
            engine.setEnabledProtocols(PROTOCOLS);
            if (!settings.isWithAllCiphers()) {
                engine.setEnabledCipherSuites(Stream.of(engine.getEnabledCipherSuites())
                        .filter(suite -> MODERN.matcher(suite).matches())
                        .toArray(String[]::new));
            }
        }
    }
}
