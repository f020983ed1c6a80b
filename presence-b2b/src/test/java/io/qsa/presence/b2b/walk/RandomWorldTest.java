package io.qsa.presence.b2b.walk;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Status;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.sip.DialogSettings;
import io.qsa.presence.b2b.internal.sip.DialogSettings.Header;
import io.qsa.presence.b2b.internal.sip.PeerRules;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hundreds of thousands of random events of application, platform, server and network, in virtual time, against a
 * model. Each walk ends without faults: every subscription must be served then, and nothing may be left when the last
 * one has ended.
 */
class RandomWorldTest {
    private static final int EVENTS = 200_000;
    private static final int STEPS_OF_A_WALK = 1000;
    private static final int MOST_OPEN = 8;
    private static final int[] CODES = {202, 204, 302, 401, 403, 404, 406, 408, 410, 423, 480, 481, 489, 500, 503, 603};
    private static final String[] SUBSTATES = {"active", "active", "active", "Pending", "terminated", "odd"};
    private static final String[] REASONS = {
        "deactivated", "Timeout", "probation", "giveup", "rejected", "noresource", "badfilter", "invariant", "odd"
    };

    private SplittableRandom random;
    private World world;

    @ParameterizedTest
    @ValueSource(longs = {20261124, 2})
    @DisplayName(
            "S40 S80 S92-S96 S100 S101 S107 S126-S128 X3 X4 X22 X29 I48 F01 F03 F04 whatever happens: one live dialog"
                    + " for each subscription, no timer without an owner, no send after the end, the application always"
                    + " told, stale where something was refused and healed in the end, nothing left")
    void whateverHappensThePromisesAreKept(long seed) {
        random = new SplittableRandom(seed);
        int events = 0;
        while (events < EVENTS) {
            world = new World(random);
            for (int i = 0; i < STEPS_OF_A_WALK; i++) {
                step();
            }
            calmDown();
            leave();
            events += world.events();
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 32) {
            pick(world.inFlight).ifPresentOrElse(this::answer, world::subscribe);
        } else if (dice < 58) {
            pick(world.dialogs).ifPresent(this::notify);
        } else if (dice < 78) {
            world.advance(someTime());
        } else if (dice < 84 && world.open.size() < MOST_OPEN) {
            world.subscribe();
        } else if (dice < 88) {
            pick(world.open).ifPresent(world::unsubscribe);
        } else if (dice < 90) {
            repeat();
        } else if (dice < 92) {
            pick(world.open).ifPresent(s -> world.legs.refresh(s.id()));
            world.settle();
        } else {
            platform(random.nextInt(10));
        }
    }

    private <T> java.util.Optional<T> pick(List<T> list) {
        return list.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(list.get(random.nextInt(list.size())));
    }

    private Duration someTime() {
        return switch (random.nextInt(10)) {
            case 0 -> Duration.ofMillis(random.nextInt(1_000_000));
            case 1, 2 -> Duration.ofMillis(random.nextInt(200_000));
            case 3, 4, 5 -> Duration.ofMillis(random.nextInt(40_000));
            default -> Duration.ofMillis(random.nextInt(1500));
        };
    }

    private void platform(int dice) {
        switch (dice) {
            case 0 -> {
                if (world.isOnline()) {
                    world.disconnect();
                }
            }
            case 1, 2, 3, 4 -> {
                if (!world.isOnline()) {
                    world.connect();
                }
            }
            case 5 ->
                world.legs.change(new Timing.Builder()
                        .errorRetry(Duration.ofSeconds(1 + random.nextInt(200)))
                        .maxSubscribeDelay(Duration.ofSeconds(random.nextInt(2) * 20))
                        .resubscribeDelta(Duration.ofSeconds(random.nextInt(60)))
                        .build());
            case 6 -> reconfigure();
            case 7 -> world.legs.limit(1 + random.nextInt(10), 1 + random.nextInt(5));
            default -> world.legs.limit(1000, 1000);
        }
        world.settle();
    }

    private void reconfigure() {
        world.legs.change(DialogSettings.with(PeerRules.of(10_000))
                .withHeaders(List.of(new Header("P-Number", String.valueOf(random.nextInt(1_000_000))))));
        world.settle();
    }

    private void answer(Sent sent) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            SipResponse missing = SipResponse.local(sent.request(), random.nextBoolean() ? 408 : 503, "missing");
            world.answer(sent, random.nextBoolean() ? missing : missing.with("Retry-After", "7"));
        } else if (dice < 7) {
            accept(sent, 1 + random.nextInt(4000));
        } else {
            refuse(sent, CODES[random.nextInt(CODES.length)]);
        }
    }

    private void accept(Sent sent, long expires) {
        Peer peer = world.dialogOf(sent).peer(sent.request());
        SipResponse response =
                SipResponse.to(sent.request(), 200).withToTag(peer.dialog().localTag());
        response = random.nextInt(12) == 0 ? response : response.with("Contact", Peer.CONTACT);
        world.answer(sent, random.nextInt(6) == 0 ? response : response.with("Expires", String.valueOf(expires)));
    }

    private void refuse(Sent sent, int code) {
        if (code < 300) {
            Peer peer = world.dialogOf(sent).peer(sent.request());
            world.answer(
                    sent,
                    SipResponse.to(sent.request(), code)
                            .withToTag(peer.dialog().localTag())
                            .with("Contact", Peer.CONTACT));
            return;
        }
        SipResponse response = SipResponse.to(sent.request(), code);
        response = code == 423 ? response.with("Min-Expires", String.valueOf(random.nextInt(8000))) : response;
        response = code == 302 ? response.with("Contact", "<sip:n" + random.nextInt(9) + "@other>") : response;
        world.answer(sent, random.nextInt(3) > 0 ? response : response.with("Retry-After", "" + random.nextInt(900)));
    }

    private void notify(ServerDialog dialog) {
        if (!dialog.hasPeer()) {
            return;
        }
        String substate = SUBSTATES[random.nextInt(SUBSTATES.length)];
        String parameters = random.nextInt(3) == 0 ? "" : ";expires=" + random.nextInt(4000);
        if (substate.equals("terminated")) {
            parameters = random.nextInt(5) == 0 ? "" : ";reason=" + REASONS[random.nextInt(REASONS.length)];
            parameters += random.nextInt(3) > 0 ? "" : ";retry-after=" + random.nextInt(1000);
        }
        switch (random.nextInt(10)) {
            case 0 -> world.notifyUnreadable(dialog, substate, parameters);
            case 1 -> world.notifyUnusable(dialog, substate, parameters);
            default -> world.notify(dialog, substate, parameters, random.nextBoolean() ? "" : world.document());
        }
    }

    /** Delivers a NOTIFY once more: the same answer if its dialog exists, 481 if not, and no notification. */
    private void repeat() {
        pick(world.dialogs).filter(ServerDialog::isLastTaken).ifPresent(dialog -> {
            int told = dialog.subscription().told();
            int code = world.deliver(dialog.lastNotify());
            Rule.keep(code == (dialog.isOver() ? 481 : code), "a repeated NOTIFY found a dialog that is over", dialog);
            Rule.keep(code == 200 || code == 481, "a repeated NOTIFY was answered with neither 200 nor 481", dialog);
            Rule.keep(dialog.subscription().told() == told, "a repeated NOTIFY was told", dialog);
        });
    }

    /** From now on there are no faults; finally every subscription must be served. */
    private void calmDown() {
        world.legs.limit(1000, 1000);
        if (!world.isOnline()) {
            world.connect();
        }
        reconfigure();
        world.legs.change(new Timing.Builder().build());
        for (int tens = 0; tens < 1500 && !isCalm(); tens++) {
            serveAll();
            world.advance(Duration.ofSeconds(10));
        }
        serveAll();
        assertThat(world.open).allMatch(RandomWorldTest::isServed);
    }

    private boolean isCalm() {
        return world.inFlight.isEmpty() && world.open.stream().allMatch(RandomWorldTest::isServed);
    }

    private static boolean isServed(WatchedSubscription subscription) {
        return subscription.status() == Status.ACTIVE && !subscription.isStale() || subscription.isFinal();
    }

    private void serveAll() {
        while (!world.inFlight.isEmpty()) {
            Sent sent = world.inFlight.get(0);
            ServerDialog dialog = world.dialogOf(sent);
            Peer peer = dialog.peer(sent.request());
            world.answer(sent, peer.accept(sent.request(), sent.expires().equals("0") ? 0 : 3600));
            world.notify(dialog, sent.expires().equals("0") ? "terminated" : "active", "", world.document());
        }
    }

    private void leave() {
        List.copyOf(world.open).forEach(world::unsubscribe);
        serveAll();
        world.advance(Duration.ofMinutes(2));
        serveAll();

        assertThat(world.legs.gauges().values()).containsOnly(0L);
        assertThat(world.timers.size()).isZero();
        assertThat(world.dialogs)
                .allMatch(dialog -> !dialog.isNotified()
                        || dialog.isEnded()
                        || dialog.isOver()
                        || dialog.mayBeReplaced(world.timers.now()));
    }
}
