package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.qsa.presence.winfo.Watcher;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.presence.winfo.WatcherInfoReader;
import io.qsa.presence.xml.XmlException;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** F93, X37: a watcher that subscribes to many users once and leaves before a decision. */
class WaitingWatchersTest {
    private WatchersRig rig(String... settings) {
        String[] all = new String[settings.length + 2];
        all[0] = "auth";
        all[1] = "rules";
        System.arraycopy(settings, 0, all, 2, settings.length);
        return new WatchersRig(all);
    }

    /** Fetches the status of a user once, and answers the NOTIFY. */
    private static void fetch(WatchersRig rig, String watcher, String user) {
        SipRequest asked = new UserAgent(watcher + user).subscribe(0);
        SipRequest request = SipRequest.of("SUBSCRIBE", "sip:" + user + "@example.com");
        for (String name : new String[] {"Via", "Call-ID", "CSeq", "Event", "Contact", "Expires"}) {
            request = request.with(name, asked.header(name).orElseThrow());
        }
        assertThat(rig.handle(request.with("From", "<sip:" + watcher + "@example.com>;tag=" + watcher)
                                .with("To", "<sip:" + user + "@example.com>"))
                        .code())
                .isEqualTo(200);
        rig.endpoint.answer(200);
    }

    private static WatcherInfo waitingFor(WatchersRig rig, String call) throws XmlException {
        rig.handle(new UserAgent(call).subscribeToWatchers(600));
        return WatcherInfoReader.read(rig.endpoint.answer(200).body());
    }

    @Test
    void oneWatcherWaitsAtSoManyAndTheOldestGoFirst() {
        WatchersRig rig = rig("max_waiting_per_watcher", "3");

        IntStream.range(0, 10).forEach(i -> fetch(rig, "mallory", "made-up" + i));

        assertThat(rig.agent.presentities())
                .extracting(presentity -> presentity.status().entity())
                .containsExactlyInAnyOrder(
                        "sip:made-up7@example.com", "sip:made-up8@example.com", "sip:made-up9@example.com");
        rig.timers.advance(Duration.ofDays(1));
        rig.assertNothingLeft();
    }

    @Test
    void allTogetherWaitAtSoManyAndTheOldestGoFirst() {
        WatchersRig rig = rig("max_waiting_watchers", "3");

        IntStream.range(0, 10).forEach(i -> fetch(rig, "m" + i, "made-up" + i));

        assertThat(rig.agent.size()).isEqualTo(3);
        rig.timers.advance(Duration.ofDays(1));
        rig.assertNothingLeft();
    }

    @Test
    void madeUpUsersTakeNobodysRoom() {
        WatchersRig rig = rig("max_presentities", "2");

        IntStream.range(0, 20).forEach(i -> fetch(rig, "mallory", "made-up" + i));
        rig.agent.publish(ALICE, open("a"), HOUR);
        rig.agent.publish("sip:carol@example.com", open("c"), HOUR);

        assertThat(rig.agent.hasRoomFor("sip:dave@example.com")).isFalse();
        assertThat(rig.agent.hasRoomFor(ALICE)).isTrue();
    }

    /** A watcher with a decision waits no longer, and makes room for another one. */
    @Test
    void whoWaitsIsShownUntilHeGoesForAnotherOne() throws XmlException {
        WatchersRig rig = rig("max_waiting_per_watcher", "1");
        fetch(rig, "bob", "alice");
        assertThat(waitingFor(rig, "w1").watchers())
                .extracting(Watcher::status)
                .containsExactly(Watcher.Status.WAITING);

        fetch(rig, "bob", "carol");

        assertThat(waitingFor(rig, "w2").watchers()).extracting(Watcher::status).doesNotContain(Watcher.Status.WAITING);
    }
}
