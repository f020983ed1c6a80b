package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLContext;

import io.qsa.itests.benchmark.load.SipBytes.Field;

/**
 * The load as a presence server: it accepts every SUBSCRIBE, notifies at once, and sends NOTIFYs on request, a window
 * of them at a time. Lost messages are retransmitted, and counted.
 */
public final class ServerLoad extends LoadPeer {
    /** The granted expiry by default, in seconds. */
    public static final int GRANTED = 3600;

    private static final long PATIENCE_NANOS = 500_000_000;
    private static final byte[] NOTIFY_BRANCH = "branch=z9hG4bKn".getBytes(StandardCharsets.US_ASCII);
    /** How many Call-IDs are remembered, so that a repeated SUBSCRIBE makes no second dialog. */
    private static final int MEMORY = 4096;

    private final String contact;
    private final Burst burst = new Burst();
    private final List<ServerDialog> dialogs = new ArrayList<>();
    private final Map<String, Integer> recent = new LinkedHashMap<>(MEMORY, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MEMORY;
        }
    };
    private volatile boolean withBody = true;
    private volatile int told = Integer.MAX_VALUE;
    private volatile int live;
    private volatile int ended;
    private volatile int refreshed;
    private volatile int repeated;
    private volatile int refused;

    private ServerLoad(String name, Wire wire) {
        super(name, wire);
        contact = "<sip:" + wire.address() + ";transport=" + wire.viaTransport().toLowerCase(Locale.ROOT) + ">";
    }

    /** A server over datagrams for the process at this port of loopback. */
    public static ServerLoad udp(int port) throws IOException {
        UdpWire wire = new UdpWire();
        wire.connect(port);
        return started(new ServerLoad("load-server-udp", wire));
    }

    /** A server that waits for connections. */
    public static ServerLoad tcp() throws IOException {
        return started(new ServerLoad("load-server-tcp", TcpWire.plain()));
    }

    /** A server that waits for connections under TLS. */
    public static ServerLoad tls(SSLContext context) throws IOException {
        return started(new ServerLoad("load-server-tls", TcpWire.secured(context)));
    }

    private static ServerLoad started(ServerLoad load) {
        load.start();
        return load;
    }

    /** Where it listens, {@code HOST:PORT}. */
    public String address() {
        return wire.address();
    }

    /** The SIP URI at which it listens. */
    public String uri() {
        return contact.substring(1, contact.length() - 1);
    }

    /** Whether NOTIFYs have documents from now on. */
    public void setWithBody(boolean newWithBody) {
        withBody = newWithBody;
    }

    /** The number of dialogs to which NOTIFYs are sent from now on: the oldest ones, including ended ones. */
    public void setTold(int most) {
        told = most;
    }

    /** How many subscriptions have had their first NOTIFY answered and have not ended. */
    public int live() {
        return live;
    }

    /** How many subscriptions were ended by their subscriber, the last NOTIFY answered. */
    public int ended() {
        return ended;
    }

    /** How many refreshes were answered. */
    public int refreshed() {
        return refreshed;
    }

    /** Invents dialogs, for a peer without any. */
    public void invent(int count) {
        execute(() -> {
            for (int i = 0; i < count; i++) {
                dialogs.add(ServerDialog.unasked(dialogs.size(), contact));
                dialogs.get(dialogs.size() - 1).live();
            }
            live += count;
        });
        await("dialogs are there", () -> live >= count);
    }

    /** Sends NOTIFYs, all dialogs in turn, and waits until all have been answered. */
    public void notifyAll(int count, int window) {
        run(() -> burst.begin(count, window, 0, number -> GRANTED));
    }

    /** Sends NOTIFYs at a rate per second; one of {@code oneOf} has a short expiry, in seconds. */
    public void notifyPaced(int count, int rate, int oneOf, int seconds) {
        run(() -> burst.begin(count, count, rate, number -> number % oneOf == 0 ? seconds : GRANTED));
    }

    /** Sends each subscription a NOTIFY with this expiry, in seconds. */
    public void shorten(int seconds) {
        run(() -> burst.begin(live, 64, 0, number -> seconds));
    }

    private void run(Runnable begin) {
        int before = burst.finished();
        execute(begin::run);
        await("all NOTIFYs are answered", () -> burst.finished() > before);
    }

    /** Forgets all dialogs, as a server does that starts again. */
    public void forget() {
        execute(() -> {
            dialogs.clear();
            live = 0;
        });
        await("all is forgotten", () -> live == 0);
    }

    @Override
    protected boolean isEager() {
        return burst.isEager();
    }

    @Override
    protected void proceed() throws IOException {
        for (int left = burst.allowance(System.nanoTime()); left > 0; left--) {
            int number = nextIdle();
            if (number < 0) {
                return;
            }
            int expires = burst.expires();
            burst.sent();
            dialogs.get(number).joinBurst();
            notify(number, expires);
        }
    }

    /** The next live dialog without a NOTIFY in flight; -1 if the next ones have. */
    private int nextIdle() {
        for (int tried = 0; tried < dialogs.size(); tried++) {
            int number = burst.next(Math.min(told, dialogs.size()));
            ServerDialog dialog = dialogs.get(number);
            if (dialog != null && dialog.isLive() && !dialog.isEnding() && !dialog.isWaiting()) {
                return number;
            }
        }
        return -1;
    }

    @Override
    protected void onMessage() throws IOException {
        if (message.isAnswer()) {
            onAnswer();
        } else if (message.isRequest('S')) {
            onSubscribe();
        }
    }

    private void onAnswer() {
        int number = (int) message.numberAfter(Field.VIA, NOTIFY_BRANCH);
        if (number < 0 || number >= dialogs.size() || dialogs.get(number) == null) {
            return;
        }
        ServerDialog dialog = dialogs.get(number);
        if (message.status() != 200) {
            refused++;
        }
        if (!dialog.answered(message.number(Field.CSEQ))) {
            return;
        }
        if (dialog.leaveBurst()) {
            burst.answered();
        }
        if (dialog.isEnding()) {
            dialogs.set(number, null);
            live--;
            ended++;
        } else if (!dialog.isLive()) {
            dialog.live();
            live++;
        }
    }

    private void onSubscribe() throws IOException {
        int number = (int) message.numberAfter(Field.TO, ServerDialog.TAG);
        boolean refresh = number >= 0;
        if (!refresh) {
            String callId = message.text(Field.CALL_ID);
            Integer known = recent.putIfAbsent(callId, dialogs.size());
            number = known == null ? dialogs.size() : known;
            if (known == null) {
                dialogs.add(ServerDialog.askedBy(message, number, contact));
            }
        }
        ServerDialog dialog = number < dialogs.size() ? dialogs.get(number) : null;
        boolean end = message.number(Field.EXPIRES) == 0;
        answer(number, dialog == null ? "481 Subscription Does Not Exist" : "200 OK", end ? 0 : GRANTED);
        if (dialog == null || !dialog.isNew(message.number(Field.CSEQ))) {
            return;
        }
        if (end) {
            dialog.end();
        } else if (refresh) {
            refreshed++;
        }
        notify(number, end ? 0 : GRANTED);
    }

    private void answer(int number, String status, int expires) throws IOException {
        out.begin().text("SIP/2.0 ").text(status).bytes(SipBytes.CRLF);
        message.copy(Field.VIA, out);
        message.copy(Field.RECORD_ROUTE, out);
        message.copy(Field.FROM, out);
        out.text("To: ");
        message.copyValue(Field.TO, out);
        if (message.numberAfter(Field.TO, ServerDialog.TAG) < 0) {
            out.text(";tag=s").number(number);
        }
        out.bytes(SipBytes.CRLF);
        message.copy(Field.CALL_ID, out);
        message.copy(Field.CSEQ, out);
        out.text("Contact: ").text(contact).text("\r\nExpires: ").number(expires);
        out.text("\r\nContent-Length: 0\r\n\r\n");
        wire.send(out.end());
    }

    private void notify(int number, int expires) throws IOException {
        dialogs.get(number).advance(System.nanoTime());
        transmit(number, expires);
    }

    private void transmit(int number, int expires) throws IOException {
        ServerDialog dialog = dialogs.get(number);
        dialog.writeHead(out.begin(), wire, number);
        if (dialog.isEnding()) {
            out.text("Subscription-State: terminated;reason=timeout\r\nContent-Length: 0\r\n\r\n");
        } else {
            out.text("Subscription-State: active;expires=").number(expires).bytes(SipBytes.CRLF);
            if (withBody) {
                dialog.writeBody(out, System.nanoTime());
            } else {
                out.text("Content-Length: 0\r\n\r\n");
            }
        }
        wire.send(out.end());
    }

    @Override
    protected void sweep() throws IOException {
        long now = System.nanoTime();
        for (int number = 0; number < dialogs.size(); number++) {
            ServerDialog dialog = dialogs.get(number);
            if (dialog != null && dialog.isOverdue(now, PATIENCE_NANOS)) {
                repeated++;
                transmit(number, GRANTED);
            }
        }
    }

    @Override
    public String toString() {
        return "%d live, %d ended, %d refreshed, %d NOTIFYs repeated, %d refused, %s"
                .formatted(live, ended, refreshed, repeated, refused, burst);
    }
}
