package io.qsa.itests.peer.crowd;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.qsa.itests.peer.SipText;

/**
 * One user agent of a {@link Crowd}: one request at a time, each until its answer arrives, and again after a 503 with
 * Retry-After. Guarded by its monitor.
 */
public abstract class Member {
    private final Crowd crowd;
    private final String from;
    private final String uri;
    private final String callId = UUID.randomUUID().toString();
    private String toTag = "";
    private int cseq;
    private Supplier<String> wanted = () -> "";
    private String wantedMethod = "";
    private String authorization = "";
    private String pending = "";
    private boolean waits;
    private long notBefore = System.nanoTime();
    private CompletableFuture<SipText> answer = new CompletableFuture<>();

    /**
     * @param from its URI
     * @param uri the target of its requests
     */
    Member(Crowd crowd, String from, String uri) {
        this.crowd = crowd;
        this.from = from;
        this.uri = uri;
        crowd.add(this);
    }

    String callId() {
        return callId;
    }

    public String uri() {
        return uri;
    }

    /** Its requests from now on are inside the dialog that this answer made. */
    public synchronized void establish(SipText response) {
        String to = response.header("To");
        toTag = to.substring(to.indexOf(";tag="));
    }

    /** Sends a request, with further header lines that end with a line feed. */
    synchronized CompletableFuture<SipText> request(String method, String headers, String body) {
        wanted = () -> text(method, headers + authorization, body);
        wantedMethod = method;
        authorization = "";
        answer = new CompletableFuture<>();
        transmit();
        return answer;
    }

    private void transmit() {
        cseq++;
        pending = wanted.get();
        crowd.send(pending);
    }

    private String text(String method, String headers, String body) {
        return """
                %1$s %2$s SIP/2.0
                Via: SIP/2.0/UDP %3$s;branch=z9hG4bK%4$s-%5$d;rport
                Max-Forwards: 70
                From: <%9$s>;tag=member
                To: <%2$s>%6$s
                Call-ID: %4$s
                CSeq: %5$d %1$s
                Contact: <sip:%3$s>
                Event: presence
                %7$sContent-Length: %8$d

                """
                        .formatted(
                                method,
                                uri,
                                crowd.address(),
                                callId,
                                cseq,
                                toTag,
                                headers,
                                body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8).length,
                                from)
                + body;
    }

    /** Retransmits a request without an answer, or repeats one after its Retry-After, when it is due. */
    synchronized void retransmit() {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        if (!pending.isEmpty()) {
            crowd.send(pending);
        } else if (waits) {
            waits = false;
            transmit();
        }
    }

    /** Waits for no answer any more. */
    public synchronized void giveUp() {
        pending = "";
        waits = false;
    }

    synchronized void onMessage(SipText message) {
        if (message.status() == 0) {
            onRequest(message);
        } else if (message.status() >= 200
                && !pending.isEmpty()
                && message.header("CSeq").startsWith(cseq + " ")) {
            pending = "";
            onAnswer(message);
        }
    }

    private void onAnswer(SipText message) {
        String retryAfter = message.header("Retry-After");
        waits = message.status() == 503 && !retryAfter.isEmpty();
        if (waits) {
            notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(retryAfter));
        } else if (message.status() == 401 && authorization.isEmpty()) {
            authorization = "Authorization: " + crowd.account().answer(message, wantedMethod, uri) + "\n";
            transmit();
        } else {
            answer.complete(message);
        }
    }

    abstract void onRequest(SipText request);

    /** Answers a request with 200. */
    void accept(SipText request) {
        StringBuilder response = new StringBuilder("SIP/2.0 200 OK\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            request.headers(name)
                    .forEach(value ->
                            response.append(name).append(": ").append(value).append('\n'));
        }
        crowd.send(response.append("Content-Length: 0\n\n").toString());
    }
}
