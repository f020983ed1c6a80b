package io.qsa.sip.endpoint.internal.dns;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;

/**
 * Queries name servers over UDP, and over TCP if the answer is too long for that (RFC 1035, RFC 7766). Blocks; safe for
 * any thread. Each question has a random id and a port of its own, and anything else than its answer is ignored.
 */
final class NameServers implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);
    private static final long FIRST_WAIT_MILLIS = 1000;
    private static final int MAX_DATAGRAM = 65_535;

    private final SecureRandom ids = new SecureRandom();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Supplier<List<InetSocketAddress>> configured;
    private volatile InetSocketAddress lastGood;
    private volatile boolean closed;

    /** @param configured supplies the servers for each question; none for those of the system */
    NameServers(Supplier<List<InetSocketAddress>> configured) {
        this.configured = configured;
    }

    /**
     * Queries one server after the other, with a longer timeout in each round.
     *
     * @param deadline by {@link System#nanoTime}
     * @return an answer from which it is clear whether the name exists
     */
    Message ask(Name name, int type, long deadline) throws IOException {
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        IOException last = new SocketTimeoutException("no name server has answered");
        for (long wait = FIRST_WAIT_MILLIS; millisUntil(deadline) > 0; wait *= 2) {
            boolean mayHelpToRepeat = false;
            for (InetSocketAddress server : servers()) {
                try {
                    Message answer = askOne(server, question, wait, deadline);
                    if (isStatement(answer)) {
                        lastGood = server;
                        return answer;
                    }
                    last = new IOException(server + " says " + Rcode.string(answer.getRcode()));
                } catch (SocketTimeoutException e) {
                    mayHelpToRepeat = true;
                } catch (IOException e) {
                    last = e;
                }
            }
            if (!mayHelpToRepeat) {
                break;
            }
        }
        // The machine may be in another network by now.
        ResolverConfig.refresh();
        throw last;
    }

    /** The server that answered last is first, because a dead one before it would cost a timeout with each question. */
    private List<InetSocketAddress> servers() {
        List<InetSocketAddress> servers = configured.get();
        if (servers.isEmpty()) {
            servers = ResolverConfig.getCurrentConfig().servers();
        }
        InetSocketAddress good = lastGood;
        return servers.stream()
                .sorted((one, other) -> Boolean.compare(other.equals(good), one.equals(good)))
                .toList();
    }

    private static boolean isStatement(Message answer) {
        return answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN;
    }

    private Message askOne(InetSocketAddress server, Message question, long wait, long deadline) throws IOException {
        question.getHeader().setID(ids.nextInt(1 << 16));
        long patience = Math.min(TimeUnit.MILLISECONDS.toNanos(wait), deadline - System.nanoTime());
        Message answer = overUdp(server, question, System.nanoTime() + patience);
        return answer.getHeader().getFlag(Flags.TC) ? overTcp(server, question, deadline) : answer;
    }

    private Message overUdp(InetSocketAddress server, Message question, long deadline) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            track(socket);
            socket.connect(server);
            byte[] bytes = question.toWire();
            socket.send(new DatagramPacket(bytes, bytes.length));
            DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
            while (true) {
                socket.setSoTimeout(patience(deadline));
                packet.setLength(MAX_DATAGRAM);
                socket.receive(packet);
                Message answer = parse(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (isAnswerTo(question, answer)) {
                    return answer;
                }
            }
        }
    }

    private Message overTcp(InetSocketAddress server, Message question, long deadline) throws IOException {
        try (Socket socket = new Socket()) {
            track(socket);
            socket.connect(server, patience(deadline));
            byte[] bytes = question.toWire();
            byte[] framed = new byte[2 + bytes.length];
            framed[0] = (byte) (bytes.length >> 8);
            framed[1] = (byte) bytes.length;
            System.arraycopy(bytes, 0, framed, 2, bytes.length);
            socket.getOutputStream().write(framed);
            byte[] length = read(socket, 2, deadline);
            Message answer = parse(read(socket, (length[0] & 0xff) << 8 | length[1] & 0xff, deadline));
            if (!isAnswerTo(question, answer)) {
                throw new IOException(server + " has not answered the question");
            }
            return answer;
        }
    }

    /** Reads up to a length; the deadline holds however slowly the bytes come. */
    private static byte[] read(Socket socket, int length, long deadline) throws IOException {
        byte[] bytes = new byte[length];
        for (int read = 0; read < length; ) {
            socket.setSoTimeout(patience(deadline));
            int more = socket.getInputStream().read(bytes, read, length - read);
            if (more < 0) {
                throw new EOFException("the name server has closed the connection");
            }
            read += more;
        }
        return bytes;
    }

    /** A message that cannot be read is none. */
    private static Message parse(byte[] bytes) {
        try {
            return new Message(bytes);
        } catch (IOException | RuntimeException unreadable) {
            return new Message(0);
        }
    }

    private static boolean isAnswerTo(Message question, Message answer) {
        return answer.getHeader().getFlag(Flags.QR)
                && answer.getHeader().getID() == question.getHeader().getID()
                && answer.getSection(Section.QUESTION).equals(question.getSection(Section.QUESTION));
    }

    private static int patience(long deadline) throws SocketTimeoutException {
        long millis = millisUntil(deadline);
        if (millis <= 0) {
            throw new SocketTimeoutException("no name server has answered in time");
        }
        return (int) millis;
    }

    private static long millisUntil(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }

    private void track(Closeable socket) throws IOException {
        open.add(socket);
        open.removeIf(NameServers::isClosed);
        if (closed) {
            throw new IOException("the endpoint is closed");
        }
    }

    private static boolean isClosed(Closeable socket) {
        return socket instanceof Socket tcp ? tcp.isClosed() : ((DatagramSocket) socket).isClosed();
    }

    /** Ends pending questions with an {@link IOException}. */
    @Override
    public void close() {
        closed = true;
        open.forEach(NameServers::end);
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing a socket failed", e);
        }
    }
}
