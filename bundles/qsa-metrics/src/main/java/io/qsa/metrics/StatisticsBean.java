package io.qsa.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

import io.qsa.base.statistics.Statistics;

/**
 * Statistics as JMX shows them: one read-only attribute for each. Consoles read one attribute after the other; all
 * values are of one moment, at most a second ago, since gauges may have to iterate over everything that is open.
 * Guarded by its monitor.
 */
final class StatisticsBean implements DynamicMBean {
    private static final long LIFETIME = TimeUnit.SECONDS.toNanos(1);

    private final String owner;
    private final Statistics statistics;
    private final LongSupplier nanoTime;
    private Map<String, Long> values;
    private long readAt;

    StatisticsBean(String owner, Statistics statistics, LongSupplier nanoTime) {
        this.owner = owner;
        this.statistics = statistics;
        this.nanoTime = nanoTime;
    }

    private synchronized Map<String, Long> values() {
        long now = nanoTime.getAsLong();
        if (values == null || now - readAt > LIFETIME) {
            values = Map.copyOf(statistics.values());
            readAt = now;
        }
        return values;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        return Optional.ofNullable(values().get(name)).orElseThrow(() -> new AttributeNotFoundException(name));
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        Map<String, Long> now = values();
        return new AttributeList(Arrays.stream(names)
                .filter(now::containsKey)
                .map(name -> new Attribute(name, now.get(name)))
                .toList());
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = values().keySet().stream()
                .sorted()
                .map(name -> new MBeanAttributeInfo(name, "long", name, true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        String description = "What " + owner + " has counted and holds";
        return new MBeanInfo(StatisticsBean.class.getName(), description, attributes, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " can only be read");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(Objects.requireNonNull(action, "action"));
    }
}
