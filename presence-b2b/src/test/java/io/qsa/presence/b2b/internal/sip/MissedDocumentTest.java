package io.qsa.presence.b2b.internal.sip;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.Document;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** An active NOTIFY without a document, after one with a document. */
class MissedDocumentTest {
    private static Rig rig(PeerRules rules) {
        return new Rig(DialogSettings.with(rules));
    }

    @Test
    @DisplayName("F31 S132 the document is kept, and stale with a reason until the next one")
    void theDocumentIsKeptAndStale() {
        Rig rig = rig(PeerRules.of(5000));
        Peer peer = rig.live();
        Document before = rig.subscription.document().orElseThrow();
        rig.deliver(peer.notify("active"));
        assertThat(rig.subscription.document()).containsSame(before);
        assertThat(rig.subscription.reason().text()).isNotEmpty();
        rig.deliver(peer.notify("active"));
        rig.deliver(peer.notify("active", Peer.pidf("closed")));

        assertThat(rig.subscription.told())
                .containsExactly("ACTIVE stale no-document", "ACTIVE stale no-document", "ACTIVE");
        rig.advance(3000);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("F31 S132 S59 where no document is known yet nothing is stale, nor while it is pending")
    void nothingIsStaleBeforeTheFirstDocument() {
        Rig rig = rig(PeerRules.of(5000));
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        rig.deliver(peer.notify("pending"));
        rig.deliver(peer.notify("active"));
        rig.deliver(peer.notify("active", Peer.pidf("open")));
        rig.deliver(peer.notify("pending"));

        assertThat(rig.subscription.told()).containsExactly("PENDING pending", "ACTIVE", "ACTIVE", "PENDING pending");
    }

    @Test
    @DisplayName("F31 S132 in a new dialog too the document of the one before is not vouched for")
    void inANewDialogToo() {
        Rig rig = rig(PeerRules.of(5000));
        Peer peer = rig.live();
        rig.deliver(peer.notify("terminated;reason=deactivated"));
        rig.advance(1);
        Sent again = rig.endpoint.next();
        Peer server = new Peer(again.request());
        again.answer(server.accept(again.request(), 3600));
        rig.deliver(server.notify("active"));

        assertThat(rig.subscription.told()).containsExactly("PENDING deactivated", "ACTIVE stale no-document");
    }

    @Test
    @DisplayName("F31 S132 S121 an entity tag that is known says that nothing has changed, another one does not")
    void theEntityTagSaysIt() {
        Rig rig = rig(PeerRules.of(5000).withConditionalRefresh(true));
        Peer peer = rig.live();
        rig.deliver(peer.notify("active", Peer.pidf("open")).with("SIP-ETag", "a1"));
        rig.deliver(peer.notify("active").with("SIP-ETag", "a1"));
        rig.deliver(peer.notify("active;expires=3600").with("SIP-ETag", "a2"));
        rig.advance(3570);
        Sent refresh = rig.endpoint.next();

        assertThat(rig.subscription.told()).containsExactly("ACTIVE", "ACTIVE", "ACTIVE stale no-document");
        assertThat(refresh.request().header("Suppress-If-Match")).isEmpty();
    }

    @Test
    @DisplayName(
            "F31 S132 with empty_without_document the application has none any more, nor have those who come later")
    void theSettingEmptiesIt() {
        Rig rig = rig(PeerRules.of(5000).withEmptying(true));
        SharedSubscription shared = new SharedSubscription(rig.subscription);
        shared.join(rig.subscription);
        rig.legs.subscribe(shared);
        Sent sent = rig.endpoint.next();
        Peer peer = new Peer(sent.request());
        SipResponse accepted = peer.accept(sent.request(), 3600);
        sent.answer(accepted);
        rig.deliver(peer.notify("active", Peer.pidf("open")));
        rig.deliver(peer.notify("active"));
        FakeSubscription later = FakeSubscription.presence("s2");
        shared.join(later);
        rig.deliver(peer.notify("active"));

        assertThat(rig.subscription.told()).containsExactly("ACTIVE", "ACTIVE", "ACTIVE");
        assertThat(rig.subscription.document()).isEmpty();
        assertThat(later.document()).isEmpty();
    }
}
