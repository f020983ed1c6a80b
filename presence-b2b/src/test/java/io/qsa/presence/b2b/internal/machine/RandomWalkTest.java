package io.qsa.presence.b2b.internal.machine;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Random events in virtual time, checked by a {@link Watchdog} that uses only what a peer and an application see. */
class RandomWalkTest {
    private static final int EVENTS = 1_000_000;
    private static final int ADMITTED = 99;
    private static final int[] CODES = {200, 202, 204, 302, 401, 403, 404, 423, 481, 489, 500, 503, 603};
    private static final String[] SUBSTATES = {"active", "pending", "terminated", "strange"};
    private static final String[] REASONS = {
        "", "deactivated", "timeout", "probation", "giveup", "rejected", "noresource", "invariant", "odd"
    };

    private static final Set<State> WAITING_FOR_TURN = EnumSet.of(State.QUEUED, State.LEAVING);

    private final Random random = new Random(20261122);
    private final Set<State> visited = EnumSet.noneOf(State.class);
    private final Set<String> pairs = new HashSet<>();

    @Test
    @DisplayName("S80 S96 S100 S107 B1 X3 random walks keep every promise, and every state is visited")
    void randomWalksKeepEveryPromise() {
        int events = 0;
        while (events < EVENTS) {
            events += walk();
        }

        assertThat(visited).containsExactlyInAnyOrder(State.values());
        assertThat(pairs).hasSize(124);
    }

    /** One subscription, from its start until it has ended and nothing more happens. */
    private int walk() {
        Watchdog world = new Watchdog(new RetryPolicy(new Timing.Builder().build(), random::nextDouble));
        SubscriptionMachine machine = new SubscriptionMachine(world);
        visited.add(machine.state());
        machine.onSubscribe(world.now);
        int length = 20 + random.nextInt(200);
        for (int i = 0; i < length; i++) {
            step(machine, world, random.nextInt(100));
        }
        machine.onUnsubscribe(world.now);
        world.unsubscribed = true;
        for (int i = 0; i < 20; i++) {
            step(machine, world, random.nextInt(5) == 0 ? ADMITTED : random.nextInt(80));
        }
        while (machine.state() != State.GONE) {
            world.now = Math.max(world.now, world.wakeAt);
            machine.onTimer(world.now);
            world.check(machine);
        }
        world.checkGone();
        return length + 20;
    }

    private void step(SubscriptionMachine machine, Watchdog world, int dice) {
        State state = machine.state();
        visited.add(state);
        pairs.add(state + " " + event(machine, world, dice));
        world.check(machine);
    }

    private String event(SubscriptionMachine machine, Watchdog world, int dice) {
        world.otherRoute = random.nextInt(3) == 0;
        world.admission = Admission.values()[random.nextInt(20) == 0 ? random.nextInt(5) : 0];
        if (dice < 35) {
            if (world.inFlight) {
                world.inFlight = false;
                machine.onAnswer(answer(), world.now);
            }
            return "answer";
        }
        if (dice < 60) {
            if (world.dialog) {
                notify(machine, world);
            }
            return "notify";
        }
        if (dice < 80) {
            wait(machine, world);
            return "time";
        }
        if (dice < 84) {
            machine.onOffline(world.now);
            return "offline";
        }
        if (dice < 90) {
            machine.onOnline(world.now);
            return "online";
        }
        if (dice < 93) {
            machine.onReconfigured(world.now);
            return "reconfigured";
        }
        if (dice < 95) {
            machine.onRetimed(world.now);
            return "retimed";
        }
        if (dice < 97) {
            machine.onRefreshWanted(world.now);
            return "refresh";
        }
        if (world.queued && WAITING_FOR_TURN.contains(machine.state())) {
            world.queued = false;
            machine.onAdmitted(world.now);
        }
        return "admitted";
    }

    /** A NOTIFY that is accepted, or refused because of its document or of its headers. */
    private void notify(SubscriptionMachine machine, Watchdog world) {
        int dice = random.nextInt(8);
        RefusedNotify refusal = new RefusedNotify(400, "no XML", world.now);
        if (dice == 0) {
            machine.onRefused(refusal, world.now);
            return;
        }
        if (dice == 1) {
            machine.onUnreadable(refusal);
        } else if (dice == 5) {
            machine.onMissed();
        } else if (dice < 5) {
            machine.onDocument(dice == 2);
        }
        machine.onNotify(notified(), world.now);
    }

    /** Advances the time, often exactly until the machine is due. */
    private void wait(SubscriptionMachine machine, Watchdog world) {
        if (world.wakeAt == SubscriptionMachine.NEVER || random.nextInt(3) == 0) {
            long until = world.now + random.nextInt(40_000);
            world.now = Math.min(until, world.wakeAt);
        } else {
            world.now = Math.max(world.now, world.wakeAt);
        }
        machine.onTimer(world.now);
    }

    private Answer answer() {
        if (random.nextInt(10) == 0) {
            return Answer.missing(random.nextBoolean() ? 408 : 503, "local");
        }
        Answer answer = Answer.of(CODES[random.nextInt(3) == 0 ? random.nextInt(CODES.length) : 0], "peer");
        answer = random.nextInt(3) == 0 ? answer : answer.withSeconds(random.nextInt(7200));
        return answer.code() == 302 ? answer.withAlternative() : answer;
    }

    private SubscriptionState notified() {
        SubscriptionState state = SubscriptionState.of(SUBSTATES[random.nextInt(SUBSTATES.length)])
                .withReason(REASONS[random.nextInt(REASONS.length)]);
        state = random.nextBoolean() ? state : state.withExpires(random.nextInt(5000));
        return random.nextInt(4) > 0 ? state : state.withRetryAfter(random.nextInt(1000));
    }
}
