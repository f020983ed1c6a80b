package io.qsa.itests.pa;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.qsa.itests.peer.SipText;

/**
 * A user agent that watches a list over TCP, without code of the product: each NOTIFY is answered with 200 and kept.
 * Confined to its test; each connection has a reader of its own.
 */
final class ListWatcher implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern ENTITY = Pattern.compile("<(?:\\w+:)?presence\\s[^>]*entity=\"([^\"]*)\"");
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length:\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private final ServerSocket contact;
    private final Socket socket;
    private final String list;
    private final String watcher;
    private final BlockingQueue<SipText> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<SipText> notifies = new LinkedBlockingQueue<>();
    /** The members whose documents have arrived. */
    private final Set<String> seen = new HashSet<>();

    private String toTag = "";
    private int cseq;

    ListWatcher(int serverPort, String list, String watcher) {
        this.list = list;
        this.watcher = watcher;
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            contact = closing(new ServerSocket(0, 0, loopback));
            socket = closing(new Socket(loopback, serverPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::acceptAll);
        start(() -> readAll(socket));
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "watcher of a list");
        thread.setDaemon(true);
        thread.start();
    }

    /** Subscribes, refreshes or, for 0 seconds, ends; the answer. */
    SipText subscribe(int seconds, String headers) throws InterruptedException {
        cseq++;
        String request =
                """
                SUBSCRIBE %1$s SIP/2.0
                Via: SIP/2.0/TCP 127.0.0.1:%2$d;branch=z9hG4bK%3$s%4$d
                Max-Forwards: 70
                From: <%5$s>;tag=w
                To: <%1$s>%6$s
                Call-ID: %3$s
                CSeq: %4$d SUBSCRIBE
                Contact: <sip:watcher@127.0.0.1:%2$d;transport=tcp>
                Event: presence
                Expires: %7$d
                Accept: application/pidf+xml, application/rlmi+xml, multipart/related
                %8$sContent-Length: 0

                """
                        .formatted(
                                list,
                                contact.getLocalPort(),
                                "list-" + contact.getLocalPort(),
                                cseq,
                                watcher,
                                toTag,
                                seconds,
                                headers.isEmpty() ? "" : headers + "\n");
        write(socket, request);
        SipText answer = take(answers);
        String to = answer.header("To");
        toTag = to.contains(";tag=") ? to.substring(to.indexOf(";tag=")) : "";
        return answer;
    }

    SipText nextNotify() throws InterruptedException {
        return read(take(notifies));
    }

    private SipText read(SipText notify) {
        seen.addAll(entitiesIn(notify));
        return notify;
    }

    /** Whether a NOTIFY arrives within this time. */
    boolean hears(Duration silence) throws InterruptedException {
        SipText next = notifies.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
            read(next);
        }
        return next != null;
    }

    /** The number of members whose documents have arrived. */
    int documents() {
        return seen.size();
    }

    private static SipText take(BlockingQueue<SipText> queue) throws InterruptedException {
        SipText next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came for " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    /** Waits until documents of this many members have arrived, in one NOTIFY or in several. */
    void awaitDocuments(int members) throws InterruptedException {
        while (seen.size() < members) {
            nextNotify();
        }
    }

    /** Whose documents are in a NOTIFY. */
    static List<String> entitiesIn(SipText notify) {
        return ENTITY.matcher(notify.body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private void acceptAll() {
        try {
            while (!contact.isClosed()) {
                Socket connection = closing(contact.accept());
                start(() -> readAll(connection));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void readAll(Socket connection) {
        try {
            InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
            for (SipText text = read(in); text != null; text = read(in)) {
                if (text.is("NOTIFY")) {
                    notifies.add(text);
                    write(connection, answerTo(text));
                } else if (text.status() >= 200) {
                    answers.add(text);
                }
            }
        } catch (IOException | UncheckedIOException closed) {
            return;
        }
    }

    /** The next message; null at the end. */
    private static SipText read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(1024);
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new SipText(head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
    }

    private static String answerTo(SipText notify) {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\n");
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            notify.headers(name)
                    .forEach(value ->
                            answer.append(name).append(": ").append(value).append('\n'));
        }
        return answer.append("Content-Length: 0\n\n").toString();
    }

    private static void write(Socket connection, String message) {
        try {
            synchronized (connection) {
                connection.getOutputStream().write(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends Closeable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    @Override
    public void close() {
        try {
            for (Closeable resource : open) {
                resource.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
