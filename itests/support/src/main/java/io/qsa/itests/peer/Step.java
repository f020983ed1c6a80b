package io.qsa.itests.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One thing that a scripted notifier does or waits for; its text is a file beside this class. Immutable. */
public final class Step {
    /** The tag of the notifier, unless it is said to be another. */
    public static final String TAG = "notifier";

    private static final String CONTACT = "Contact: <sip:notifier@[local_ip]:[local_port]>";
    private static final String ENTITY = "sip:alice@example.test";

    private final String xml;

    private Step(String xml) {
        this.xml = xml;
    }

    private static Step of(String resource, Map<String, String> values) {
        String text = read(resource);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@{" + value.getKey() + "}", value.getValue());
        }
        // The header would end at an empty line.
        return new Step(text.replace("\n\nContent-Length", "\nContent-Length"));
    }

    private static String read(String resource) {
        try (InputStream in = Step.class.getResourceAsStream("sipp/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a SUBSCRIBE; a new Call-ID starts a new call. */
    public static Step subscribe() {
        return Step.of("subscribe.xml", Map.of());
    }

    /** Answers the last SUBSCRIBE with a status line such as "503 Service Unavailable". */
    public static Step answer(String status, String... headers) {
        return answerAs(TAG, status, headers);
    }

    /** Answers the last SUBSCRIBE, with this tag in To. */
    public static Step answerAs(String tag, String status, String... headers) {
        return Step.of("answer.xml", Map.of("status", status, "tag", tag, "headers", String.join("\n", headers)));
    }

    /** Accepts the last SUBSCRIBE for so many seconds. */
    public static Step accept(int expires) {
        return answer("200 OK", CONTACT, "Expires: " + expires);
    }

    /** Sends a NOTIFY with this Subscription-State and a note, and waits for its 200; without a note it has no body. */
    public static Step tell(int cseq, String state, String note) {
        return new Step(sendNotify(cseq, state, note).xml + expect(200).xml);
    }

    /** Sends a NOTIFY with this Subscription-State and a note; without a note it has no body. */
    public static Step sendNotify(int cseq, String state, String note) {
        return sendNotify(cseq, TAG, contact() + "\n" + headers(state, note), note);
    }

    /**
     * Sends a NOTIFY with these header lines beside those that each request has.
     *
     * @param tag the tag of From
     */
    public static Step sendNotify(int cseq, String tag, String headers, String note) {
        return notify(cseq, tag, headers, document(note), tag + cseq);
    }

    /** Sends a NOTIFY of any event package, with these header lines and this body, and waits for its 200. */
    public static Step tellOf(int cseq, String headers, String body) {
        return new Step(notify(cseq, TAG, contact() + "\n" + headers, body, TAG + cseq).xml + expect(200).xml);
    }

    /**
     * Sends the NOTIFY of this number once more, in the same transaction. A parameter of Via is new, so that SIPp does
     * not take the second answer for a repeated first one.
     */
    public static Step sendAgain(int cseq, String state, String note) {
        return notify(cseq, TAG, contact() + "\n" + headers(state, note), document(note), TAG + cseq + ";again=yes");
    }

    private static Step notify(int cseq, String tag, String headers, String body, String branch) {
        return Step.of(
                "notify.xml",
                Map.of("cseq", "" + cseq, "tag", tag, "headers", headers, "body", body, "branch", branch));
    }

    private static String document(String note) {
        return note.isEmpty() ? "" : Pidf.open(ENTITY, note);
    }

    /** The header lines of a NOTIFY of presence. */
    public static String headers(String state, String note) {
        return "Event: presence\nSubscription-State: " + state + (note.isEmpty() ? "" : "\nContent-Type: " + Pidf.TYPE);
    }

    /** The Contact header line of the notifier. */
    public static String contact() {
        return CONTACT;
    }

    /** Waits for an answer with this code. */
    public static Step expect(int code) {
        return Step.of("expect.xml", Map.of("code", "" + code));
    }

    /** Does nothing for a while; a request during that time is unexpected. */
    public static Step pause(int millis) {
        return Step.of("pause.xml", Map.of("millis", "" + millis));
    }

    /** The next steps are for the call of this number. */
    static Step branch(int call) {
        return Step.of("branch.xml", Map.of("call", "" + call));
    }

    String xml() {
        return xml;
    }
}
