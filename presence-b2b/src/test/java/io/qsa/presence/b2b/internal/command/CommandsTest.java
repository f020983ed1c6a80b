package io.qsa.presence.b2b.internal.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.base.command.RecordedCall;
import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.event.PresencePackage;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.presence.b2b.internal.sip.DialogSettings;
import io.qsa.presence.b2b.internal.sip.Legs;
import io.qsa.presence.b2b.internal.sip.PeerRules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandsTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final Legs legs = new Legs(
            new EventPackages(new PresencePackage()),
            new RetryPolicy(new Timing.Builder().build(), () -> 0),
            timers,
            new Counters<>(B2bCounter.class),
            DialogSettings.with(PeerRules.of(1000)));

    @BeforeEach
    void subscribe() {
        legs.connect(endpoint);
        timers.settle();
        legs.subscribe(FakeSubscription.presence("s1"));
    }

    private void goLive() {
        Sent sent = endpoint.next();
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        legs.notifyHandler().handle(new FakeRequest(peer.notify("active")));
    }

    @Test
    @DisplayName("U13 b2b:dialogs has a row for each subscription")
    void dialogsHasARowForEachSubscription() {
        RecordedCall call = new RecordedCall(Map.of());
        new DialogsCommand(legs).execute(call);
        List<Object> row = call.table().rows().get(0);

        assertThat(call.table().columns())
                .containsExactly("id", "record", "subscriber", "state", "since", "expires", "next", "at");
        assertThat(row).contains("s1", "sip:alice@example.com", "sip:bob@example.com", "give up the answer");
    }

    @Test
    @DisplayName("U13 b2b:dialogs --detail shows the dialog too")
    void detailShowsTheDialogToo() {
        goLive();
        RecordedCall call = new RecordedCall(Map.of("--detail", ""));
        new DialogsCommand(legs).execute(call);

        assertThat(call.table().rows().get(0))
                .hasSize(21)
                .contains("presence", "refresh", 200, "sip:pa@192.0.2.7:5070", 1L);
    }

    @Test
    @DisplayName("F04 b2b:dialogs --detail shows the last NOTIFY that was refused: code, why and when")
    void detailShowsTheLastRefusal() {
        Sent sent = endpoint.next();
        Peer peer = new Peer(sent.request());
        legs.notifyHandler().handle(new FakeRequest(peer.notify("active", "<tuple")));
        RecordedCall call = new RecordedCall(Map.of("--detail", ""));
        new DialogsCommand(legs).execute(call);
        List<Object> row = call.table().rows().get(0);

        assertThat(row.get(18)).isEqualTo("400");
        assertThat(row.get(19).toString()).startsWith("document: no well-formed XML");
        assertThat(Instant.parse(row.get(20).toString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    @DisplayName("I18 b2b:refresh sends a refresh, and proposes ids")
    void refreshSendsARefresh() {
        goLive();
        RefreshCommand command = new RefreshCommand(legs::infos, legs::refresh);
        RecordedCall call = new RecordedCall(Map.of("ID", "s1"));
        command.execute(call);

        assertThat(endpoint.next().request().cseq()).isEqualTo(2);
        assertThat(call.lines()).containsExactly("s1 is RESUBSCRIBING");
        assertThat(command.syntax().parameters().get(0).proposals()).containsExactly("s1");
    }

    @Test
    void refreshSaysWhenThereIsNoSuchSubscription() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RefreshCommand(legs::infos, legs::refresh).execute(new RecordedCall(Map.of("ID", "s9"))))
                .withMessage("presence_b2b serves no subscription s9");
    }

    @Test
    @DisplayName("U12 b2b:stats shows names and values")
    void statsShowsNamesAndValues() {
        RecordedCall call = new RecordedCall(Map.of());
        new B2bStatsCommand(() -> Map.of("dialogs", 3L)).execute(call);

        assertThat(call.table().rows()).containsExactly(List.of("dialogs", 3L));
    }
}
