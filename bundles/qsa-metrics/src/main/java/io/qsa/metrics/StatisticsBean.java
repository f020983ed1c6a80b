package io.qsa.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

import io.qsa.spi.statistics.Statistics;

/** Statistics as JMX shows them: one attribute for each, to be read only. Safe for any thread. */
final class StatisticsBean implements DynamicMBean {
    private final String owner;
    private final Statistics statistics;

    StatisticsBean(String owner, Statistics statistics) {
        this.owner = owner;
        this.statistics = statistics;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        return Optional.ofNullable(statistics.values().get(name))
                .orElseThrow(() -> new AttributeNotFoundException(name));
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        Map<String, Long> values = statistics.values();
        return new AttributeList(Arrays.stream(names)
                .filter(values::containsKey)
                .map(name -> new Attribute(name, values.get(name)))
                .toList());
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = statistics.values().keySet().stream()
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
