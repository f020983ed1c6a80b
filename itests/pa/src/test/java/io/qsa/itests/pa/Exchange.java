package io.qsa.itests.pa;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.SipClient;
import io.qsa.itests.peer.SipText;

/**
 * An exchange of a user agent with a presence server, and its outcome with each one. Immutable.
 *
 * @param play plays it as a user new to the server, and returns the outcome in a few words
 * @param outcome the outcome required by the RFC, which our agent has
 * @param ofKamailio the outcome of Kamailio; if it differs, {@code docs/presence-servers.md} has the rule
 */
record Exchange(String what, BiFunction<SipClient, String, String> play, String outcome, String ofKamailio) {
    static final List<Exchange> ALL = List.of(
            subscribe("an unknown event", "Event: no-such", "489", "489"),
            subscribe("no event", "Expires: 600", "489", "489"),
            subscribe("too brief an expiry", "Event: presence\nExpires: 10", "423", "200"),
            subscribe("no type that is made", "Event: presence\nAccept: text/plain", "406", "200"),
            subscribe("an unknown extension", "Event: presence\nRequire: no-such", "420", "200"),
            subscribe("a dialog that is not", "Event: presence\nTo: <sip:x@example.test>;tag=no", "481", "481"),
            new Exchange("a subscription", Exchange::watch, "200 active with a document", "200 active with a document"),
            new Exchange(
                    "a fetch",
                    Exchange::fetch,
                    "200 terminated;reason=timeout with a document",
                    "200 terminated;reason=timeout with a document"),
            publish("a status", "", Pidf.TYPE, "", "200 with a tag", "200 with a tag"),
            publish("nothing", "", Pidf.TYPE, null, "400", "400"),
            publish("another type", "", "text/plain", "open", "415", "415"),
            publish("no XML", "", Pidf.TYPE, "<presence", "400", "415"),
            publish("a DOCTYPE", "", Pidf.TYPE, "<!DOCTYPE presence><presence/>", "400", "200 with a tag"),
            publish("a change of nothing", "\nSIP-If-Match: no-such", Pidf.TYPE, "", "412", "500"),
            new Exchange("a change by an old tag", Exchange::changeTwice, "412", "412"),
            new Exchange("a removal", Exchange::remove, "200", "200"));

    private static Exchange subscribe(String what, String headers, String outcome, String ofKamailio) {
        return new Exchange(
                "SUBSCRIBE with " + what,
                (client, uri) ->
                        outcome(client.exchange(withoutDuplicates(client.message("SUBSCRIBE", uri, headers, "")))),
                outcome,
                ofKamailio);
    }

    /** A given header line replaces the usual one of every request. */
    private static String withoutDuplicates(String message) {
        int second = message.indexOf("\r\nTo: ", message.indexOf("\r\nTo: ") + 1);
        return second < 0 ? message : message.replaceFirst("\r\nTo: [^\r]*", "");
    }

    /** @param body empty for a document, null for none */
    private static Exchange publish(
            String what, String headers, String type, String body, String outcome, String ofKamailio) {
        return new Exchange(
                "PUBLISH of " + what,
                (client, uri) -> {
                    String all = "Event: presence\nExpires: 600" + headers;
                    String document = "".equals(body) ? Pidf.open(uri, "here") : body;
                    return outcome(
                            body == null
                                    ? client.request("PUBLISH", uri, all, "")
                                    : client.request("PUBLISH", uri, all + "\nContent-Type: " + type, document));
                },
                outcome,
                ofKamailio);
    }

    /** Plays it as a new user. */
    String playAgainst(int port) {
        try (SipClient client = new SipClient(port)) {
            return play.apply(client, "sip:" + UUID.randomUUID() + "@example.test");
        }
    }

    private static String outcome(SipText answer) {
        return answer.status() + (answer.header("SIP-ETag").isEmpty() ? "" : " with a tag");
    }

    private static String watch(SipClient client, String uri) {
        return subscribed(client, uri, 600);
    }

    private static String fetch(SipClient client, String uri) {
        return subscribed(client, uri, 0);
    }

    private static String subscribed(SipClient client, String uri, int expires) {
        put(client, uri, "");
        SipText answer = client.request("SUBSCRIBE", uri, "Event: presence\nExpires: " + expires, "");
        SipText notify = client.awaitRequest("NOTIFY");
        String state = notify.header("Subscription-State").replaceFirst(";expires=[0-9]+", "");
        return answer.status() + " " + state + (notify.body().contains(">open<") ? " with a document" : "");
    }

    private static SipText put(SipClient client, String uri, String tag) {
        String condition = tag.isEmpty() ? "" : "SIP-If-Match: " + tag + "\n";
        return client.request(
                "PUBLISH",
                uri,
                condition + "Event: presence\nExpires: 600\nContent-Type: " + Pidf.TYPE,
                Pidf.open(uri, "here"));
    }

    private static String changeTwice(SipClient client, String uri) {
        String tag = put(client, uri, "").header("SIP-ETag");
        put(client, uri, tag);
        return outcome(put(client, uri, tag));
    }

    private static String remove(SipClient client, String uri) {
        String tag = put(client, uri, "").header("SIP-ETag");
        SipText removal = client.request("PUBLISH", uri, "Event: presence\nExpires: 0\nSIP-If-Match: " + tag, "");
        return String.valueOf(removal.status());
    }
}
