package io.qsa.sip.endpoint.internal.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.qsa.sip.endpoint.internal.tls.CertificateIdentities;

/** The bytes under TLS. An idle connection has no buffer. */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int SCRATCH = 1 << 16;
    /** Buffers that a thread needs only while it decodes or encodes. */
    private static final ThreadLocal<ByteBuffer> COMING = ThreadLocal.withInitial(() -> ByteBuffer.allocate(SCRATCH));

    private static final ThreadLocal<ByteBuffer> LEAVING = ThreadLocal.withInitial(() -> ByteBuffer.allocate(SCRATCH));

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final String domain;
    /** An incomplete record that was received. */
    private ByteBuffer undecoded = NOTHING;
    /** Encoded bytes that are not written yet. */
    private ByteBuffer unwritten = NOTHING;

    private boolean begun;
    private boolean ready;
    private boolean ended;
    /** Whether something could be decoded if there were room for it. */
    private boolean full;
    /** Whether something could be decoded if more could be written. */
    private boolean stalled;

    private List<X509Certificate> peerCertificates = List.of();

    /** @param domain the domain that the certificate of the peer must name; empty for an incoming connection */
    TlsWire(SocketChannel channel, SSLEngine engine, String domain) {
        this.channel = channel;
        this.engine = engine;
        this.domain = domain;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        ByteBuffer records = COMING.get().clear().put(undecoded);
        int length = channel.read(records);
        records.flip();
        int before = into.position();
        try {
            decode(records, into);
        } catch (SSLException e) {
            tellWhy(e);
            throw e;
        }
        undecoded = records.hasRemaining()
                ? ByteBuffer.allocate(records.remaining()).put(records).flip()
                : NOTHING;
        boolean isEnd = into.position() == before && (length < 0 || ended);
        return isEnd ? -1 : into.position() - before;
    }

    private void decode(ByteBuffer records, ByteBuffer into) throws IOException {
        int room = into.remaining();
        SSLEngineResult result;
        do {
            result = engine.unwrap(records, into);
            negotiate();
        } while (result.getStatus() == SSLEngineResult.Status.OK
                && (result.bytesConsumed() > 0 || result.bytesProduced() > 0 || isUnwrapWanted()));
        full = result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW;
        if (full && into.remaining() == room) {
            throw new SSLException("a record is larger than any may be");
        }
        stalled = result.getStatus() == SSLEngineResult.Status.OK && records.hasRemaining();
        ended |= result.getStatus() == SSLEngineResult.Status.CLOSED;
    }

    private boolean isUnwrapWanted() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP_AGAIN;
    }

    @Override
    public boolean hasMore() {
        return full || stalled && !unwritten.hasRemaining();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        flush();
        negotiate();
        while (ready && from.hasRemaining() && !unwritten.hasRemaining()) {
            encode(from);
        }
    }

    /** Does the steps of the handshake that need no bytes of the peer. */
    private void negotiate() throws IOException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
        }
        boolean progress = true;
        while (progress) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    progress = !unwritten.hasRemaining();
                    if (progress) {
                        encode(NOTHING);
                    }
                }
                default -> progress = false;
            }
        }
        if (!ready && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            onAgreed();
        }
    }

    private void onAgreed() throws SSLException {
        try {
            peerCertificates = Arrays.stream(engine.getSession().getPeerCertificates())
                    .map((Certificate certificate) -> (X509Certificate) certificate)
                    .collect(Collectors.toUnmodifiableList());
        } catch (SSLPeerUnverifiedException e) {
            peerCertificates = List.of();
        }
        if (!domain.isEmpty()
                && (peerCertificates.isEmpty()
                        || !CertificateIdentities.of(peerCertificates.get(0)).isFor(domain))) {
            throw new SSLPeerUnverifiedException("its certificate does not speak for " + domain);
        }
        ready = true;
    }

    /** Encodes one record, and writes as much of it as possible without blocking. */
    private void encode(ByteBuffer from) throws IOException {
        ByteBuffer record = LEAVING.get().clear();
        SSLEngineResult result = engine.wrap(from, record);
        record.flip();
        if (record.hasRemaining()) {
            channel.write(record);
        }
        if (record.hasRemaining()) {
            unwritten = ByteBuffer.allocate(record.remaining()).put(record).flip();
        }
        if (result.getStatus() != SSLEngineResult.Status.OK && from.hasRemaining()) {
            throw new EOFException("TLS has ended");
        }
    }

    private void flush() throws IOException {
        if (unwritten.hasRemaining()) {
            channel.write(unwritten);
        }
    }

    @Override
    public boolean isBlocked() {
        return unwritten.hasRemaining();
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void end() throws IOException {
        engine.closeOutbound();
        negotiateEnd();
        channel.shutdownOutput();
    }

    private void negotiateEnd() throws IOException {
        if (!unwritten.hasRemaining()) {
            encode(NOTHING);
        }
    }

    /** Sends the alert of a failure, if possible. */
    private void tellWhy(SSLException failure) {
        try {
            negotiateEnd();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return peerCertificates;
    }
}
