package io.qsa.sip.endpoint.internal.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on the loopback address, over UDP and TCP at one port, with a zone that the test writes. */
public final class DnsServer implements AutoCloseable {
    /** The messages the server sends for one question over UDP, or over TCP: whole messages, none for silence. */
    interface Behaviour {
        List<Message> answers(Message honest, boolean tcp);
    }

    /** The questions so far, such as {@code SRV _sip._udp.example.com.}, with {@code /tcp} if over TCP. */
    public final List<String> questions = new CopyOnWriteArrayList<>();

    private final Map<Name, List<Record>> zone = new ConcurrentHashMap<>();
    private final ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final DatagramSocket udp =
            new DatagramSocket(new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort()));
    private volatile Behaviour behaviour = (honest, overTcp) -> List.of(honest);

    public DnsServer() throws IOException {
        new Thread(this::serveUdp, "test-dns-udp").start();
        new Thread(this::serveTcp, "test-dns-tcp").start();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** As the setting {@code dns_servers} names it. */
    public String setting() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    /** Adds a record, written as in a zone file: {@code put("a.example.com", 60, "A", "127.0.0.1")}. */
    public DnsServer put(String name, long ttl, String type, String data) {
        zone.computeIfAbsent(name(name), key -> new CopyOnWriteArrayList<>()).add(record(name, ttl, type, data));
        return this;
    }

    static Record record(String name, long ttl, String type, String data) {
        try {
            return Record.fromString(name(name), Type.value(type), DClass.IN, ttl, data, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Name name(String text) {
        return Name.fromConstantString(text.endsWith(".") ? text : text + ".");
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    private Message honest(Message question) {
        Record asked = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(asked, Section.QUESTION);
        List<Record> there = zone.getOrDefault(asked.getName(), List.of());
        there.stream()
                .filter(record -> record.getType() == asked.getType() || record.getType() == Type.CNAME)
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            answer.getHeader().setRcode(there.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
            answer.addRecord(record("example.com", 60, "SOA", "ns. root. 1 1 1 1 40"), Section.AUTHORITY);
        }
        return answer;
    }

    private List<Message> answers(byte[] bytes, boolean overTcp) throws IOException {
        Message question = new Message(bytes);
        Record asked = question.getQuestion();
        questions.add(Type.string(asked.getType()) + " " + asked.getName() + (overTcp ? "/tcp" : ""));
        return behaviour.answers(honest(question), overTcp);
    }

    private void serveUdp() {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        while (!udp.isClosed()) {
            try {
                udp.receive(packet);
                for (Message answer : answers(Arrays.copyOf(packet.getData(), packet.getLength()), false)) {
                    byte[] bytes = answer.toWire();
                    udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed, or the peer has closed the connection.
                continue;
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] bytes = new byte[in.readUnsignedShort()];
                in.readFully(bytes);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                for (Message answer : answers(bytes, true)) {
                    byte[] reply = answer.toWire(65535);
                    out.writeShort(reply.length);
                    out.write(reply);
                }
            } catch (IOException e) {
                // Closed, or the peer has closed the connection.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
