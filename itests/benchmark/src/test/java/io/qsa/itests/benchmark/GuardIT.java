package io.qsa.itests.benchmark;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Table;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.workload.InternalBus;
import io.qsa.itests.benchmark.workload.QsaSubscriber;
import io.qsa.itests.benchmark.workload.RawUdp;
import io.qsa.itests.benchmark.workload.Scale;
import io.qsa.itests.benchmark.workload.SipAgent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails when something has become several times as expensive. What is compared are ratios within one run: the raw answer
 * to a datagram is the unit, so that neither the machine nor what else it does matters much. Each limit is two to five
 * times what was measured when it was set, on a busy machine (docs/performance.md).
 */
class GuardIT {
    private static final Path DIRECTORY = Path.of("target", "guard");

    private static Results results;

    @BeforeAll
    static void measure() {
        results = Race.guard(Scale.GUARD, DIRECTORY);
        System.out.println(Table.of(results));
    }

    @Test
    void aNotifyIsCheap() {
        assertThat(inRawAnswers(QsaSubscriber.UDP, Workload.NOTIFY)).isLessThan(14);
    }

    @Test
    void aSetUpIsCheap() {
        assertThat(inRawAnswers(QsaSubscriber.UDP, Workload.SET_UP)).isLessThan(40);
    }

    @Test
    void aRefreshIsCheap() {
        assertThat(inRawAnswers(QsaSubscriber.UDP, Workload.REFRESH)).isLessThan(40);
    }

    @Test
    void aPublicationIsCheap() {
        assertThat(inRawAnswers(SipAgent.OURS, Workload.PUBLISH)).isLessThan(30);
    }

    @Test
    void aWatcherIsCheap() {
        assertThat(inRawAnswers(SipAgent.OURS, Workload.WATCH)).isLessThan(30);
    }

    @Test
    void anotherWatcherOfTheSamePresentityIsCheap() {
        assertThat(inRawAnswers(SipAgent.OURS, Workload.FAN_OUT)).isLessThan(10);
    }

    @Test
    void aDeliveryInsideTheJvmIsCheap() {
        assertThat(results.cpu(InternalBus.OURS, Workload.INTERNAL)
                        / results.cpu(InternalBus.EVENT_ADMIN, Workload.INTERNAL))
                .isLessThan(4);
    }

    @Test
    void aLiveSubscriptionIsSmall() {
        assertThat(results.bytes().get(QsaSubscriber.UDP)).isLessThan(1800);
    }

    private static double inRawAnswers(String contestant, Workload workload) {
        return results.cpu(contestant, workload) / results.cpu(RawUdp.NAME, Workload.NOTIFY);
    }
}
