package io.qsa.metrics;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.statistics.Statistics;

/**
 * Shows the statistics of every bundle in JMX, as {@code io.qsa:type=Statistics,owner=...}, while they are registered;
 * of two with the same owner, the one registered first. Guarded by its monitor.
 */
@Component(
        service = {},
        immediate = true)
public final class JmxExporter {
    private static final Logger LOG = LoggerFactory.getLogger(JmxExporter.class);

    private final MBeanServer server;
    private final Map<String, List<Statistics>> statisticsByOwner = new HashMap<>();

    @Activate
    public JmxExporter() {
        this(ManagementFactory.getPlatformMBeanServer());
    }

    JmxExporter(MBeanServer server) {
        this.server = server;
    }

    @Reference(
            service = Statistics.class,
            target = "(" + Statistics.OWNER + "=*)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void addStatistics(Statistics statistics, Map<String, Object> properties) {
        String owner = ownerIn(properties);
        List<Statistics> ofOwner = statisticsByOwner.computeIfAbsent(owner, o -> new ArrayList<>());
        ofOwner.add(statistics);
        if (ofOwner.size() == 1) {
            show(owner, statistics);
        }
    }

    synchronized void removeStatistics(Statistics statistics, Map<String, Object> properties) {
        String owner = ownerIn(properties);
        List<Statistics> ofOwner = statisticsByOwner.get(owner);
        boolean isShown = ofOwner.get(0) == statistics;
        ofOwner.remove(statistics);
        if (isShown) {
            hide(owner);
            ofOwner.stream().findFirst().ifPresent(next -> show(owner, next));
        }
    }

    private void show(String owner, Statistics statistics) {
        try {
            server.registerMBean(new StatisticsBean(owner, statistics, System::nanoTime), nameOf(owner));
        } catch (JMException e) {
            LOG.warn("The statistics of {} are not shown in JMX", owner, e);
        }
    }

    private void hide(String owner) {
        try {
            server.unregisterMBean(nameOf(owner));
        } catch (JMException e) {
            LOG.debug("The statistics of {} were not shown in JMX", owner, e);
        }
    }

    private static String ownerIn(Map<String, Object> properties) {
        return String.valueOf(properties.get(Statistics.OWNER));
    }

    private static ObjectName nameOf(String owner) throws JMException {
        return new ObjectName("io.qsa", new Hashtable<>(Map.of("type", "Statistics", "owner", owner)));
    }
}
