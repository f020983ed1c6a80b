package io.qsa.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.Reason;
import io.qsa.Subscription;

import static io.qsa.Status.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The end of the service, Q14. */
class StopTest {
    private final Workbench bench = new Workbench();
    private final Heard heard = new Heard();
    private final FakeNotifier pa = bench.register("pa", 0);

    private Subscription served() {
        bench.settle();
        Subscription subscription = bench.subscribe(heard);
        pa.says(ACTIVE, "open");
        bench.run();
        return subscription;
    }

    @Test
    void eachHandleHearsOneTerminated() throws InterruptedException {
        Subscription subscription = served();
        bench.switchboard.stop();
        pa.says(ACTIVE, "late");
        bench.consumers.finish(Duration.ofSeconds(1));
        bench.switchboard.stop();
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"open\"", "TERMINATED qsa \"open\"");
        assertThat(heard.last().reason()).isEqualTo(Reason.of(Reason.SERVICE_STOPPED, ""));
        assertThat(subscription.latest()).containsSame(heard.last());
    }

    @Test
    void whatWasAcceptedBeforeIsConflatedByRule() throws InterruptedException {
        served();
        pa.says(ACTIVE, "closed");
        bench.switchboard.stop();
        bench.consumers.finish(Duration.ofSeconds(1));

        assertThat(heard.lastLine()).isEqualTo("TERMINATED qsa \"closed\"");
        assertThat(heard.last().conflated()).isOne();
    }

    @Test
    void everyNotifierIsLetGo() {
        served();
        FakeNotifier b2b = bench.register("presence_b2b", 10);
        bench.settle();
        bench.switchboard.stop();
        bench.run();

        assertThat(pa.served()).isEmpty();
        assertThat(b2b.served()).isEmpty();
        assertThat(bench.admin.subscriptions()).isEmpty();
    }

    @Test
    void nothingIsOpenedAfterwards() {
        bench.switchboard.stop();

        assertThatIllegalStateException()
                .isThrownBy(() -> bench.service.subscribe(Workbench.ALICE, heard))
                .withMessage("the subscription service has stopped");
        assertThat(bench.admin.subscriptions()).isEmpty();
    }

    @Test
    void aHandleMayStillBeClosed() {
        Subscription subscription = served();
        bench.switchboard.stop();
        subscription.close();
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"open\"");
    }

    @Test
    void aListenerThatSubscribesAgainAtOnceIsToldThatTheServiceHasStopped() throws InterruptedException {
        List<String> told = new ArrayList<>();
        bench.subscribe(notification -> {
            try {
                bench.service.subscribe(Workbench.ALICE, heard);
            } catch (IllegalStateException stopped) {
                told.add(stopped.getMessage());
            }
        });
        bench.switchboard.stop();
        bench.consumers.finish(Duration.ofSeconds(1));

        assertThat(told).containsExactly("the subscription service has stopped");
    }
}
