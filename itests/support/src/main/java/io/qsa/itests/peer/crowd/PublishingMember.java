package io.qsa.itests.peer.crowd;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.SipText;

/** Publishes its own status, and records the acknowledged one. Guarded by its monitor. */
public final class PublishingMember extends Member {
    private String tag = "";
    private String note = "";
    private String noteInDoubt = "";
    private boolean inDoubt;
    private int published;

    public PublishingMember(Crowd crowd, String uri) {
        super(crowd, uri, uri);
    }

    /** Publishes a new document in place of the previous one. */
    public synchronized CompletableFuture<SipText> publish() {
        published++;
        noteInDoubt = "note " + published;
        return send("Content-Type: " + Pidf.TYPE + "\n", Pidf.open(uri(), noteInDoubt))
                .whenComplete((answer, failure) -> onAnswer(answer));
    }

    /** Refreshes its publication. */
    public synchronized CompletableFuture<SipText> refresh() {
        noteInDoubt = note;
        return send("", "").whenComplete((answer, failure) -> onAnswer(answer));
    }

    private CompletableFuture<SipText> send(String headers, String body) {
        inDoubt = true;
        String condition = tag.isEmpty() ? "" : "SIP-If-Match: " + tag + "\n";
        return request("PUBLISH", "Expires: 600\n" + condition + headers, body);
    }

    private synchronized void onAnswer(SipText answer) {
        inDoubt = false;
        if (answer.status() == 200) {
            tag = answer.header("SIP-ETag");
            note = noteInDoubt;
        }
    }

    /** Whether its last request had no answer, so that it is unknown whether it was applied. */
    public synchronized boolean isInDoubt() {
        return inDoubt;
    }

    /** The notes that the agent may show: the acknowledged one, or one that may have been applied. */
    public synchronized Set<String> possibleNotes() {
        return inDoubt && !noteInDoubt.equals(note) ? Set.of(note, noteInDoubt) : Set.of(note);
    }

    @Override
    void onRequest(SipText request) {
        throw new IllegalStateException("nobody asks a publisher: " + request);
    }
}
