package io.qsa.broker.internal.delivery;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.Notification;
import io.qsa.base.statistics.Counters;
import io.qsa.broker.TaskQueue;
import io.qsa.broker.internal.statistics.BrokerCounter;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.PENDING;
import static io.qsa.Status.REJECTED;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** U8: a slow listener gets the newest state, and does not delay others. */
class ListenerOutletTest {
    private final Counters<BrokerCounter> counters = new Counters<>(BrokerCounter.class);
    private final TaskQueue threads = new TaskQueue();
    private final Consumer consumer = new Consumer("com.example.app", threads, counters);
    private final Accepted accepted = new Accepted();
    private final List<String> heard = new ArrayList<>();
    private final ListenerOutlet outlet = new ListenerOutlet(consumer, this::hear);

    private void hear(Notification notification) {
        heard.add(Accepted.line(notification));
    }

    @Test
    void delivers() {
        outlet.offer(accepted.next(PENDING));
        threads.runAll();
        outlet.offer(accepted.next(ACTIVE));
        threads.runAll();

        assertThat(heard).containsExactly("1 PENDING +0", "2 ACTIVE +0");
        assertThat(counters.get(BrokerCounter.NOTIFICATIONS_DELIVERED)).isEqualTo(2);
    }

    @Test
    void newerStatesReplaceOlderOnes() {
        for (int i = 0; i < 1000; i++) {
            outlet.offer(accepted.next(ACTIVE));
        }
        assertThat(threads.size()).isOne();
        threads.runAll();

        assertThat(heard).containsExactly("1000 ACTIVE +999");
        assertThat(counters.get(BrokerCounter.NOTIFICATIONS_CONFLATED)).isEqualTo(999);
    }

    @Test
    void finalStatesAreNeverReplaced() {
        outlet.offer(accepted.next(ACTIVE));
        outlet.offer(accepted.next(TERMINATED));
        outlet.offer(accepted.next(PENDING));
        outlet.offer(accepted.next(REJECTED));
        outlet.offer(accepted.next(PENDING));
        outlet.offer(accepted.next(ACTIVE));
        threads.runAll();

        assertThat(heard).containsExactly("2 TERMINATED +1", "4 REJECTED +1", "6 ACTIVE +1");
    }

    @Test
    void whatComesDuringACallIsDeliveredAfterIt() {
        ListenerOutlet[] reentrant = new ListenerOutlet[1];
        reentrant[0] = new ListenerOutlet(consumer, notification -> {
            heard.add("begin " + notification.sequence());
            if (notification.sequence() == 1) {
                reentrant[0].offer(accepted.next(ACTIVE));
            }
            heard.add("end " + notification.sequence());
        });
        reentrant[0].offer(accepted.next(ACTIVE));
        threads.runAll();

        assertThat(heard).containsExactly("begin 1", "end 1", "begin 2", "end 2");
    }

    @Test
    void aBusySubscriptionQueuesUpBehindTheOthers() {
        ListenerOutlet other = new ListenerOutlet(consumer, notification -> heard.add("other"));
        outlet.offer(accepted.next(TERMINATED));
        outlet.offer(accepted.next(ACTIVE));
        other.offer(new Accepted().next(ACTIVE));
        threads.runAll();

        assertThat(heard).containsExactly("1 TERMINATED +0", "other", "2 ACTIVE +0");
    }

    @Test
    void aListenerThatThrowsIsCountedAndCalledAgain() {
        ListenerOutlet failing = new ListenerOutlet(consumer, notification -> {
            hear(notification);
            throw new AssertionError("thrown by a test");
        });
        failing.offer(accepted.next(PENDING));
        threads.runAll();
        failing.offer(accepted.next(ACTIVE));
        threads.runAll();

        assertThat(heard).containsExactly("1 PENDING +0", "2 ACTIVE +0");
        assertThat(counters.get(BrokerCounter.LISTENERS_ERRORS)).isEqualTo(2);
    }

    /** Q01. */
    @Test
    void noCallBeginsAfterClose() {
        outlet.offer(accepted.next(ACTIVE));
        outlet.close();
        outlet.offer(accepted.next(ACTIVE));
        threads.runAll();

        assertThat(heard).isEmpty();
    }

    @Test
    void deliversTheRestItselfOnceTheThreadsFinish() {
        outlet.offer(accepted.next(TERMINATED));
        outlet.offer(accepted.next(ACTIVE));
        threads.finish();
        threads.runAll();

        assertThat(heard).containsExactly("1 TERMINATED +0", "2 ACTIVE +0");
    }
}
