package io.qsa.pa.internal.agent;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.qsa.Document;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.pa.internal.journal.RestorationGate;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static io.qsa.pa.internal.agent.Agents.settings;
import static org.assertj.core.api.Assertions.assertThat;

class WatcherListTest {
    private final RecordingWatcher internal = new RecordingWatcher(true);
    private final RecordingWatcher external = new RecordingWatcher(false);

    @Test
    void aWatcherHearsTheStatusAtOnceAndEveryChangeOnce() throws UnknownEntityTagException {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish(ALICE, open("a"), HOUR);
        WatcherEntry watching = agent.watch(ALICE, internal);

        agent.modify(ALICE, "e1", closed("a"), HOUR);
        watching.close();
        agent.modify(ALICE, "e2", open("a"), HOUR);

        assertThat(internal.heard()).containsExactly("[a open]", "[a closed]");
    }

    @Test
    void urisOfOnePresentityAreOne() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish("sip:alice@example.com", open("a"), HOUR);

        Stream.of("sips:alice@EXAMPLE.com", "pres:alice@example.com", "SIP:alice@example.com;transport=tcp?x=y")
                .forEach(uri -> agent.watch(uri, internal));
        agent.watch("sip:%61l%69ce@example.com.", internal);
        agent.watch("sip:Alice@example.com", internal);
        agent.watch("sip:alice@example.com:5061", internal);

        assertThat(internal.heard())
                .containsExactly("[a open]", "[a open]", "[a open]", "[a open]", "[status closed]", "[status closed]");
    }

    /** F60, X41: an escape that means nothing makes no other user. */
    @Test
    void anEscapeMakesNoOtherPresentity() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish("sip:*97@example.com", open("a"), HOUR);

        agent.watch("sip:%2A97@example.com", internal);

        assertThat(internal.heard()).containsExactly("[a open]");
        assertThat(agent.size()).isEqualTo(1);
    }

    /** F63, X42: who has the same number in another context is somebody else. */
    @Test
    void aLocalNumberBelongsToItsContext() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish("tel:7042;phone-context=a.example", open("a"), HOUR);

        Stream.of("tel:7042;phone-context=b.example", "tel:7042", "tel:70-42;phone-context=A.Example")
                .forEach(uri -> agent.watch(uri, internal));

        assertThat(internal.heard()).containsExactly("[status closed]", "[status closed]", "[a open]");
        assertThat(agent.size()).isEqualTo(3);
    }

    @Test
    void telephoneNumbersAreComparedWithoutTheirSeparators() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish("tel:+1-201-555-0123", open("a"), HOUR);

        agent.watch("tel:+12015550123;phone-context=x", internal);

        assertThat(internal.heard()).containsExactly("[a open]");
    }

    /** N14: by default only the bundles of the platform get a status. */
    @Test
    void byDefaultStrangersStayPending() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish(ALICE, open("a"), HOUR);
        agent.watch(ALICE, internal);
        agent.watch(ALICE, external);

        agent.publish(ALICE, closed("b"), HOUR);

        assertThat(external.heard()).containsExactly("pending");
        assertThat(internal.heard()).containsExactly("[a open]", "[a open, b closed]");
    }

    /** N15: each watcher concerned is notified once, and no other. */
    @Test
    void aChangeOfAuthorisationActsOnLiveWatchers() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish(ALICE, open("a"), HOUR);
        agent.watch(ALICE, internal);
        agent.watch(ALICE, external);

        agent.apply(settings("auth", "none"));
        agent.apply(settings("auth", "none", "min_expires", "10"));
        assertThat(external.heard()).containsExactly("pending", "[a open]");
        agent.apply(settings("auth", "implicit", "internal_auth", "same"));
        assertThat(external.heard()).containsExactly("pending");
        assertThat(internal.heard()).containsExactly("[a open]", "pending");
        agent.apply(settings("auth", "none", "internal_auth", "same"));
        assertThat(internal.heard()).containsExactly("[a open]");
    }

    /** N14: a watcher with polite-block gets one closed document, whatever changes. */
    @Test
    void aPoliteBlockShowsAlwaysTheSame() {
        PresenceAgent agent = Agents.agent(new VirtualTimers(), "auth", "rules");
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.POLITE_BLOCK));
        agent.watch(ALICE, external);
        agent.publish(ALICE, open("a"), HOUR);
        assertThat(external.heard()).containsExactly("[status closed]");
        assertThat(external.info().entity()).isEqualTo(ALICE);

        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));

        assertThat(external.heard()).containsExactly("[a open]");
    }

    /** F41: who is polite-blocked gets the same bytes as a watcher of somebody who has published nothing. */
    @Test
    void aPoliteBlockCannotBeToldFromNothingPublished() {
        PresenceAgent agent = Agents.agent(new VirtualTimers(), "auth", "none");
        agent.watch(ALICE, external);
        byte[] nothing = external.newest().bytes();

        agent.apply(settings("auth", "rules"));
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.POLITE_BLOCK));
        agent.publish(ALICE, open("a"), HOUR);

        assertThat(external.newest().bytes()).isEqualTo(nothing);
    }

    @Test
    void rulesHearWhoAsksAboutWhom() {
        PresenceAgent agent = Agents.agent(new VirtualTimers(), "auth", "rules", "internal_auth", "same");
        List<String> asked = new ArrayList<>();
        agent.authoriseBy((presentity, watcher) -> {
            asked.add(presentity + " " + watcher);
            return Optional.empty();
        });

        agent.watch(ALICE, internal);

        assertThat(asked).containsExactly(ALICE + " sip:bob@example.com");
        assertThat(internal.heard()).containsExactly("pending");
    }

    @Test
    void changesThatComeFasterThanTheWatchersAreToldBecomeOne() throws UnknownEntityTagException {
        Deque<Runnable> lane = new ArrayDeque<>();
        PresenceAgent agent = new PresenceAgent(
                lane::add,
                new VirtualTimers(),
                new EntityTags(),
                PaSettings.DEFAULTS,
                Journals.none(new VirtualTimers()));
        agent.watch(ALICE, internal);
        internal.heard();

        String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
        agent.modify(ALICE, tag, closed("a"), HOUR);
        lane.remove().run();

        assertThat(internal.heard()).containsExactly("[a closed]");
        assertThat(lane).isEmpty();
    }

    @Test
    void aChangeThatComesWhileAWatcherIsToldIsHeardOnce() {
        Scripted watched = new Scripted(Runnable::run);
        watched.show("a");
        RecordingWatcher slow = new RecordingWatcher(true) {
            @Override
            public synchronized void onStatus(WatcherEntry watching) {
                if (watched.shown.size() == 1) {
                    watched.show("b");
                    watched.watchers.onChange();
                }
                super.onStatus(watching);
            }
        };

        add(watched, slow);

        assertThat(slow.heard()).containsExactly("[b open]");
    }

    /** N17. */
    @Test
    void watchersOfSomebodyWhoIsForgottenHearThatAndWhatComesLater() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        agent.publish(ALICE, open("a"), HOUR);
        agent.watch(ALICE, internal);

        agent.forget(ALICE);
        agent.publish(ALICE, open("a"), HOUR);

        assertThat(internal.heard()).containsExactly("[a open]", "gone", "[a open]");
    }

    /** One failure must not end the lane, or no watcher would be notified any more. */
    @Test
    void aStatusThatCannotBeMadeIsToldWhenItCan() {
        Scripted watched = new Scripted(Runnable::run);
        add(watched, internal);

        watched.show("a");
        watched.watchers.onChange();

        assertThat(internal.heard()).containsExactly("[a open]");
    }

    @Test
    void whoIsNotToldYetOrAnyMoreIsNoWatcherToOthers() {
        Scripted watched = new Scripted(Runnable::run);
        watched.show("a");
        WatcherEntry watching = new WatcherEntry(internal, watched.watchers, Instant.EPOCH);
        watched.watchers.add(watching);
        assertThat(watching.info(Instant.EPOCH)).isEmpty();

        watching.begin();
        assertThat(watching.info(Instant.EPOCH)).isPresent();
        watched.watchers.onGone();
        assertThat(watching.info(Instant.EPOCH)).isEmpty();
    }

    @Test
    void aNewcomerIsToldAtOnceAndAChangeIsLeftToTheLane() {
        Deque<Runnable> lane = new ArrayDeque<>();
        Scripted watched = new Scripted(lane::add);
        watched.show("a");
        add(watched, internal);
        assertThat(internal.heard()).containsExactly("[a open]");

        watched.show("b");
        watched.watchers.onChange();
        RecordingWatcher second = new RecordingWatcher(true);
        add(watched, second);
        assertThat(internal.heard()).isEmpty();
        assertThat(second.heard()).isEmpty();

        lane.remove().run();
        assertThat(lane).isEmpty();
        assertThat(internal.heard()).containsExactly("[b open]");
        assertThat(second.heard()).containsExactly("[b open]");
    }

    /** A watcher that leaves during a notification of all does not cause another one to be skipped. */
    @Test
    void whoeverLeavesTheOthersHearEveryChange() {
        for (int leaver = 0; leaver < 5; leaver++) {
            Scripted watched = new Scripted(Runnable::run);
            watched.show("a");
            List<RecordingWatcher> others = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                others.add(new RecordingWatcher(true));
            }
            List<WatcherEntry> watching =
                    others.stream().map(each -> add(watched, each)).toList();
            WatcherEntry leaving = watching.get(leaver);
            others.remove(leaver).heard();
            others.forEach(RecordingWatcher::heard);

            watched.onTell = () -> watched.watchers.remove(leaving);
            watched.show("b");
            watched.watchers.onChange();

            assertThat(others).allSatisfy(each -> assertThat(each.heard()).containsExactly("[b open]"));
            assertThat(watched.watchers.size()).isEqualTo(4);
        }
    }

    private static WatcherEntry add(Scripted watched, PresenceWatcher watcher) {
        WatcherEntry watching = new WatcherEntry(watcher, watched.watchers, Instant.EPOCH);
        watched.watchers.add(watching);
        return watching.begin();
    }

    /** Shows the status set by the test. */
    private static final class Scripted implements WatchedResource {
        private final WatcherList watchers = new WatcherList(this);
        private final RestorationGate lane;
        private final Deque<View> shown = new ArrayDeque<>();
        private Runnable onTell = () -> {};

        Scripted(Executor beyond) {
            lane = new RestorationGate(beyond);
            lane.open();
        }

        void show(String tupleId) {
            PresenceInfo info = open(tupleId);
            shown.addFirst(
                    new View(Document.of(PresenceInfo.CONTENT_TYPE, PidfWriter.write(info), info), shown.size() + 1));
        }

        @Override
        public RestorationGate lane() {
            return lane;
        }

        @Override
        public SubHandling handlingOf(PresenceWatcher watcher) {
            onTell.run();
            return SubHandling.ALLOW;
        }

        @Override
        public long numberFor(SubHandling handling) {
            return shown.size();
        }

        @Override
        public View viewFor(SubHandling handling) {
            return shown.getFirst();
        }

        @Override
        public void onTold(WatcherEntry watching) {}

        @Override
        public void leave(WatcherEntry watching) {
            watchers.remove(watching);
        }
    }

    @Test
    void aWatcherMayLeaveWhileItIsTold() {
        PresenceAgent agent = Agents.agent(new VirtualTimers());
        WatcherEntry[] watching = new WatcherEntry[1];
        watching[0] = agent.watch(ALICE, new FailingWatcher() {
            @Override
            public void onStatus(WatcherEntry told) {
                if (watching[0] != null) {
                    watching[0].close();
                }
            }
        });

        agent.publish(ALICE, open("a"), HOUR);

        assertThat(agent.presentities().get(0).internalWatchers()).isZero();
    }
}
