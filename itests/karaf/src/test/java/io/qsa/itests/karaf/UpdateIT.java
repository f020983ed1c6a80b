package io.qsa.itests.karaf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import io.qsa.itests.karaf.crowd.CrowdActivator;
import io.qsa.itests.karaf.crowd.CrowdBundle;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.streamBundle;

/**
 * Q15: our bundles are updated one after the other, as an operator does it, while states change and a crowd listens.
 * Uses nothing of ours itself, because whoever is wired to a bundle restarts with it.
 */
public class UpdateIT extends KarafTest {
    private static final List<String> BUNDLES = List.of(
            "io.qsa.broker",
            "io.qsa.pa",
            "io.qsa.pa.store.jdbc",
            "io.qsa.presence.b2b",
            "io.qsa.sip",
            "io.qsa.shell",
            "io.qsa.metrics",
            "io.qsa.jain.sip",
            "io.qsa.presence.info",
            "io.qsa.api");

    @Configuration
    public static Option[] platform() {
        return OptionUtils.combine(Distribution.unpacked(), streamBundle(CrowdBundle.stream()));
    }

    /** Half of the records are asked for over SIP, at the platform's own agent. */
    @Before
    public void useAllOfIt() throws IOException {
        String port = "127.0.0.1:" + freePort();
        set("io.qsa.sip", "listen", "udp:" + port + ", tcp:" + port);
        set("io.qsa.pa", "notify_interval", "0");
        set("io.qsa.presence_b2b", "presence_outbound_proxy", "sip:" + port, "on_error_retry_time", "1");
        set("io.qsa.broker", "routes", "presence;outside.test=presence_b2b, *;*=pa");
        eventually(this::everybodyIsSeenToBeServed);
        everybodyHearsOfANewStatus();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Test
    public void everybodyIsServedAgainAfterTheUpdateOfEachBundle() throws InterruptedException {
        assertThat(ours()).containsExactlyInAnyOrderElementsOf(BUNDLES);
        for (String name : BUNDLES) {
            Bundle bundle = bundleNamed(name);
            long updatedAt = bundle.getLastModified();
            update(name);
            everybodyHearsOfANewStatus();
            assertThat(bundle.getLastModified()).as("update of %s", bundle).isGreaterThan(updatedAt);
            assertThat(bundle.getState()).as("state of %s", bundle).isEqualTo(Bundle.ACTIVE);
        }
        eventually(this::everybodyIsSeenToBeServed);
    }

    private void everybodyIsSeenToBeServed() {
        List<String> subscriptions = shell().run("qsa:subscriptions --json")
                .lines()
                .filter(line -> line.contains("\"id\""))
                .toList();
        assertThat(subscriptions).hasSize(CrowdActivator.SIZE).allSatisfy(line -> assertThat(line)
                .contains("\"status\": \"ACTIVE\"", "\"stale\": false"));
        assertThat(subscriptions)
                .filteredOn(line -> line.contains("\"notifier\": \"presence_b2b\""))
                .hasSize(CrowdActivator.SIZE / 2);
    }

    private void update(String bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        FrameworkListener listener = event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        };
        context().addFrameworkListener(listener);
        assertThat(shell().run("bundle:update --refresh " + bundle)).isEmpty();
        assertThat(refreshed.await(1, TimeUnit.MINUTES))
                .as("refreshed %s", bundle)
                .isTrue();
        context().removeFrameworkListener(listener);
    }

    private List<String> ours() {
        return Stream.of(context().getBundles())
                .map(Bundle::getSymbolicName)
                .filter(name -> name.startsWith("io.qsa.") && !name.startsWith("io.qsa.itests."))
                .toList();
    }

    private Bundle bundleNamed(String name) {
        return List.of(context().getBundles()).stream()
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void everybodyHearsOfANewStatus() {
        long now = System.currentTimeMillis();
        eventually(() -> assertThat(behind(now)).isEmpty());
    }

    /** Who has not heard of a status as late as this time; the crowd itself, while it is not there. */
    private List<?> behind(long time) {
        ServiceReference<?> crowd = crowd();
        LongFunction<?> behind =
                crowd == null ? null : (LongFunction<?>) context().getService(crowd);
        return behind == null ? List.of("the crowd") : (List<?>) behind.apply(time);
    }

    private ServiceReference<?> crowd() {
        try {
            ServiceReference<?>[] found = context()
                    .getServiceReferences(
                            LongFunction.class.getName(), "(" + CrowdActivator.WHO + "=" + CrowdActivator.BEHIND + ")");
            return found == null ? null : found[0];
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
