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

import io.qsa.spi.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** U12: what the bundles count, as JMX shows it. */
class JmxExporterTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final JmxExporter exporter = new JmxExporter(server);
    private final Map<String, Long> counts = new TreeMap<>(Map.of("moves.started", 3L, "moves.waiting", 0L));
    private final ObjectName name = name("broker");

    private void add(String owner) {
        exporter.addStatistics(() -> counts, Map.of(Statistics.OWNER, owner));
    }

    private void remove(String owner) {
        exporter.removeStatistics(Map.of(Statistics.OWNER, owner));
    }

    private static ObjectName name(String owner) {
        try {
            return new ObjectName("io.qsa:type=Statistics,owner=" + owner);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void showsTheValuesAsTheyAreNow() throws JMException {
        add("broker");
        counts.put("moves.started", 4L);

        assertThat(server.getAttribute(name, "moves.started")).isEqualTo(4L);
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
        add("broker");
        add("presence_b2b");
        remove("broker");

        assertThat(server.isRegistered(name)).isFalse();
        assertThat(server.isRegistered(name("presence_b2b"))).isTrue();
    }
}
