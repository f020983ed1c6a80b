package io.qsa.itests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A user agent without code of the product: it sends SIP text over a UDP socket and reads the answers, without
 * retransmission. Confined to its test.
 */
public final class SipClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_DATAGRAM = 65_535;

    private final DatagramSocket socket;
    private final Deque<SipText> unread = new ArrayDeque<>();

    /** A user agent on a port of its own that speaks with a server on loopback. */
    public SipClient(int serverPort) {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends a request outside of a dialog, as the user to whose URI it is sent, and waits for its final answer.
     *
     * @param headers further header lines, separated by line feeds
     */
    public SipText request(String method, String uri, String headers, String body) {
        return exchange(message(method, uri, headers, body));
    }

    /** The text of a request outside of a dialog, for tests that bend it before they {@link #exchange} it. */
    public String message(String method, String uri, String headers, String body) {
        String id = UUID.randomUUID().toString();
        String head =
                """
                %1$s %2$s SIP/2.0
                Via: SIP/2.0/UDP %3$s;branch=z9hG4bK%4$s;rport
                Max-Forwards: 70
                From: <%2$s>;tag=%4$s
                To: <%2$s>
                Call-ID: %4$s
                CSeq: 1 %1$s
                Contact: <sip:%3$s>
                %5$sContent-Length: %6$d

                """
                        .formatted(
                                method,
                                uri,
                                address(),
                                id,
                                headers.isEmpty() ? "" : headers.strip() + "\n",
                                body.getBytes(StandardCharsets.UTF_8).length);
        return head.replace("\n", "\r\n") + body;
    }

    /** Sends a request as it is and waits for the final answer with its Call-ID. */
    public SipText exchange(String request) {
        return exchange(request, PATIENCE).orElseThrow(() -> new AssertionError("no answer came to " + request));
    }

    /** Whether the server answers an OPTIONS request soon. */
    public boolean hearsFromServer() {
        String request = message("OPTIONS", "sip:" + serverAddress(), "", "");
        return exchange(request, Duration.ofMillis(200)).isPresent();
    }

    private Optional<SipText> exchange(String request, Duration patience) {
        send(request);
        String callId = new SipText(request).header("Call-ID");
        return await(
                patience, text -> text.status() >= 200 && text.header("Call-ID").equals(callId));
    }

    /** Waits for a request of this method and answers it with 200. */
    public SipText awaitRequest(String method) {
        return awaitRequest(method, "", "");
    }

    /** Waits for a request of this method and answers it with 200, with this tag and further header lines. */
    public SipText awaitRequest(String method, String tag, String headers) {
        SipText request = receive(text -> text.is(method));
        answer(request, "200 OK", tag, contact() + "\n" + headers);
        return request;
    }

    /** Waits for a wanted message and does not answer it. */
    SipText receive(Predicate<SipText> wanted) {
        return await(PATIENCE, wanted)
                .orElseThrow(() -> new AssertionError("what was wanted did not come; there came " + unread));
    }

    /** Answers a request with this status line, a tag for To unless that is empty, and further header lines. */
    void answer(SipText request, String status, String tag, String headers) {
        StringBuilder answer = new StringBuilder("SIP/2.0 ").append(status).append('\n');
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            for (String value : request.headers(name)) {
                String tagged = name.equals("To") && !tag.isEmpty() ? value + ";tag=" + tag : value;
                answer.append(name).append(": ").append(tagged).append('\n');
            }
        }
        answer.append(headers.isEmpty() ? "" : headers.strip() + "\n").append("Content-Length: 0\n\n");
        send(answer.toString().replace("\n", "\r\n"));
    }

    /** Its Contact header line. */
    String contact() {
        return "Contact: <sip:" + address() + ">";
    }

    public void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first message that is wanted, unless the time runs out. */
    private Optional<SipText> await(Duration patience, Predicate<SipText> wanted) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<SipText> found = unread.stream().filter(wanted).findFirst();
        while (found.isEmpty() && System.nanoTime() < deadline) {
            receive(deadline);
            found = unread.stream().filter(wanted).findFirst();
        }
        found.ifPresent(unread::remove);
        return found;
    }

    /** Reads one more message, if one arrives before the deadline. */
    private void receive(long deadline) {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        try {
            socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            socket.receive(packet);
            unread.add(new SipText(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)));
        } catch (SocketTimeoutException | PortUnreachableException nothing) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port where it listens. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private String serverAddress() {
        return "127.0.0.1:" + socket.getPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
