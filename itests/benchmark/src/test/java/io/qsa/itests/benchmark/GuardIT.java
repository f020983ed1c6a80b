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
 * Fails when something has become twice as expensive. It compares ratios within one run: the raw answer to a datagram
 * is the unit, and the least disturbed round of each workload is used, so that neither the machine nor its other load
 * matters much (F85): a regression makes every round expensive. The figures are the last measured ones; a change that
 * makes something cheaper lowers its figure, so that it stays so.
 */
class GuardIT {
    private static final Path DIRECTORY = Path.of("target", "guard");
    /** Above what a busy machine adds, below a regression by a factor of two. */
    private static final double MARGIN = 1.8;

    private static Results results;

    @BeforeAll
    static void measure() {
        results = Race.guard(Scale.GUARD, DIRECTORY);
        System.out.println(Table.of(results));
    }

    @Test
    void aNotifyIsCheap() {
        assertThat(inRawAnswers(QsaSubscriber.UDP, Workload.NOTIFY)).isLessThan(MARGIN * 3.4);
    }

    @Test
    void aSetUpIsCheap() {
        assertThat(inRawAnswers(QsaSubscriber.UDP, Workload.SET_UP)).isLessThan(MARGIN * 7.5);
    }

    @Test
    void aRefreshIsCheap() {
        assertThat(inRawAnswers(QsaSubscriber.UDP, Workload.REFRESH)).isLessThan(MARGIN * 6);
    }

    @Test
    void aPublicationIsCheap() {
        assertThat(inRawAnswers(SipAgent.OURS, Workload.PUBLISH)).isLessThan(MARGIN * 4.5);
    }

    @Test
    void aWatcherIsCheap() {
        assertThat(inRawAnswers(SipAgent.OURS, Workload.WATCH)).isLessThan(MARGIN * 8);
    }

    @Test
    void anotherWatcherOfTheSamePresentityIsCheap() {
        assertThat(inRawAnswers(SipAgent.OURS, Workload.FAN_OUT)).isLessThan(MARGIN * 2.5);
    }

    @Test
    void aDeliveryInsideTheJvmIsCheap() {
        assertThat(results.leastCpu(InternalBus.OURS, Workload.INTERNAL)
                        / results.cpu(InternalBus.EVENT_ADMIN, Workload.INTERNAL))
                .isLessThan(MARGIN * 0.5);
    }

    @Test
    void aLiveSubscriptionIsSmall() {
        assertThat(results.bytes().get(QsaSubscriber.UDP)).isLessThan(1_000);
    }

    @Test
    void aSipWatcherIsSmall() {
        assertThat(results.bytes().get(SipAgent.OURS)).isLessThan(1_000);
    }

    private static double inRawAnswers(String contestant, Workload workload) {
        return results.leastCpu(contestant, workload) / results.cpu(RawUdp.NAME, Workload.NOTIFY);
    }
}
