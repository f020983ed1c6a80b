package io.qsa.metrics;

import java.util.Map;
import java.util.TreeMap;

import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;

import io.qsa.base.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** U12: the counters of the bundles in JMX. */
class JmxExporterTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final JmxExporter exporter = new JmxExporter(server);
    private final Map<String, Long> counts = new TreeMap<>(Map.of("moves.started", 3L, "moves.waiting", 0L));
    private final ObjectName name = name("broker");

    private Statistics add(String owner) {
        return add(owner, () -> counts);
    }

    private Statistics add(String owner, Statistics statistics) {
        exporter.addStatistics(statistics, Map.of(Statistics.OWNER, owner));
        return statistics;
    }

    private void remove(String owner, Statistics statistics) {
        exporter.removeStatistics(statistics, Map.of(Statistics.OWNER, owner));
    }

    private static ObjectName name(String owner) {
        try {
            return new ObjectName("io.qsa:type=Statistics,owner=" + owner);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void showsTheValues() throws JMException {
        add("broker");

        assertThat(server.getAttribute(name, "moves.started")).isEqualTo(3L);
        assertThat(server.getAttributes(name, new String[] {"moves.waiting", "moves.none"}))
                .containsExactly(new Attribute("moves.waiting", 0L));
        assertThat(server.getMBeanInfo(name).getAttributes())
                .extracting(MBeanAttributeInfo::getName)
                .containsExactly("moves.started", "moves.waiting");
    }

    @Test
    void letsNobodyChangeThem() {
        add("broker");

        assertThatExceptionOfType(AttributeNotFoundException.class)
                .isThrownBy(() -> server.setAttribute(name, new Attribute("moves.started", 0L)));
    }

    @Test
    void showsThemForAsLongAsTheyAreThere() {
        Statistics broker = add("broker");
        add("presence_b2b");
        remove("broker", broker);

        assertThat(server.isRegistered(name)).isFalse();
        assertThat(server.isRegistered(name("presence_b2b"))).isTrue();
    }

    /** As in an update of a bundle whose new services are registered before the old ones are unregistered. */
    @Test
    void thoseThatStayAreShownWhenOthersOfTheSameOwnerGo() throws JMException {
        Statistics old = add("broker");
        Statistics young = add("broker", () -> Map.of("moves.started", 7L));
        remove("broker", old);
        assertThat(server.getAttribute(name, "moves.started")).isEqualTo(7L);

        remove("broker", young);
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void whoeverCameSecondGoesUnnoticed() throws JMException {
        add("broker");
        remove("broker", add("broker", () -> Map.of("moves.started", 7L)));

        assertThat(server.getAttribute(name, "moves.started")).isEqualTo(3L);
    }
}
