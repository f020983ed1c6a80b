package io.qsa.metrics;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.management.AttributeNotFoundException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** U12. */
class StatisticsBeanTest {
    private final AtomicInteger readings = new AtomicInteger();
    private long nanoTime = Long.MAX_VALUE;
    private final StatisticsBean bean = new StatisticsBean(
            "broker",
            () -> {
                long reading = readings.incrementAndGet();
                return Map.of("open", reading, "active", reading);
            },
            () -> nanoTime);

    @Test
    void whatIsReadTogetherIsOfOneMoment() throws AttributeNotFoundException {
        assertThat(bean.getAttribute("open")).isEqualTo(1L);
        nanoTime += TimeUnit.MILLISECONDS.toNanos(900);

        assertThat(bean.getAttribute("active")).isEqualTo(1L);
        assertThat(readings).hasValue(1);
    }

    @Test
    void whatIsReadLaterIsNew() throws AttributeNotFoundException {
        assertThat(bean.getAttribute("open")).isEqualTo(1L);
        nanoTime += TimeUnit.MILLISECONDS.toNanos(1100);

        assertThat(bean.getAttribute("open")).isEqualTo(2L);
    }
}
