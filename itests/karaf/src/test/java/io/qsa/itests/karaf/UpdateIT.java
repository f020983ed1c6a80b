package io.qsa.itests.karaf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

import io.qsa.itests.karaf.crowd.CrowdActivator;
import io.qsa.itests.karaf.crowd.CrowdBundle;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.streamBundle;

/**
 * Q15: our bundles are updated one after the other, as an operator does it, while states change and a crowd listens.
 * Uses none of our bundles itself, because a bundle wired to one restarts with it.
 */
public class UpdateIT extends KarafTest {
    private static final List<String> BUNDLES = List.of(
            "io.qsa.broker",
            "io.qsa.pa",
            "io.qsa.pa.store.jdbc",
            "io.qsa.presence.b2b",
            "io.qsa.rls",
            "io.qsa.sip",
            "io.qsa.sip.jain",
            "io.qsa.sip.notifier",
            "io.qsa.shell",
            "io.qsa.metrics",
            "io.qsa.lists",
            "io.qsa.messagesummary",
            "io.qsa.reg",
            "io.qsa.winfo",
            "io.qsa.jain.sip",
            "io.qsa.sip.api",
            "io.qsa.event",
            "io.qsa.pa.api",
            "io.qsa.presence.info",
            "io.qsa.base",
            "io.qsa.api");
    /** Subscriptions of an application, and those that must survive a restart of the endpoint. */
    private static final String CROWD = "io.qsa.itests.crowd";

    private static final List<String> USERS_OF_SIP = List.of("io.qsa.pa", "io.qsa.presence.b2b", "io.qsa.rls");

    private static final Pattern CALL_ID = Pattern.compile("\"call-id\": \"([^\"]+)\"");

    @Configuration
    public static Option[] platform() {
        return OptionUtils.combine(Distribution.unpacked(), streamBundle(CrowdBundle.stream()));
    }

    /** One platform for all tests; dialogs of a port that has changed would have to find out first. */
    private static boolean used;

    /** Half of the records are subscribed to over SIP, at the platform's own agent. */
    @Before
    public void useAllOfIt() throws IOException {
        if (!used) {
            configure();
            used = true;
        }
        eventually(this::everybodyIsSeenToBeServed);
        everybodyHearsOfANewStatus();
        ended();
    }

    private void configure() throws IOException {
        String port = "127.0.0.1:" + freePort();
        set("io.qsa.sip", "listen", "udp:" + port + ", tcp:" + port);
        set("io.qsa.pa", "notify_interval", "0");
        set("io.qsa.presence_b2b", "presence_outbound_proxy", "sip:" + port, "on_error_retry_time", "1");
        set("io.qsa.broker", "routes", "presence;outside.test=presence_b2b, *;*=pa");
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

    /** Bundles that use the endpoint through services alone are not restarted with it. */
    @Test
    public void theUsersOfTheEndpointLiveThroughItsUpdate() throws InterruptedException {
        Set<String> dialogs = dialogs();
        Set<String> started = startedDuring(() -> update("io.qsa.sip"));

        assertThat(started).contains("io.qsa.sip").doesNotContainAnyElementsOf(USERS_OF_SIP);
        everybodyHearsOfANewStatus();
        eventually(this::everybodyIsSeenToBeServed);
        assertThat(ended()).isEmpty();
        assertThat(remadeSince(dialogs)).hasSize(dialogs.size());
    }

    /** A change of the transport, with all that is wired to it, ends no subscription. */
    @Test
    public void theUpdateOfATransportEndsNoSubscription() throws InterruptedException {
        Set<String> dialogs = dialogs();
        Set<String> started = startedDuring(() -> update("io.qsa.sip.jain"));

        assertThat(started).contains("io.qsa.sip.jain").doesNotContain("io.qsa.sip", CROWD);
        assertThat(started).doesNotContainAnyElementsOf(USERS_OF_SIP);
        everybodyHearsOfANewStatus();
        eventually(this::everybodyIsSeenToBeServed);
        assertThat(ended()).isEmpty();
        assertThat(remadeSince(dialogs)).hasSize(dialogs.size());
    }

    /**
     * Without a refresh, the old base remains in use. With a refresh all of our bundles restart, and no application.
     */
    @Test
    public void theUpdateOfTheBaseRestartsNoApplication() throws InterruptedException {
        Set<String> dialogs = dialogs();
        Set<String> started = startedDuring(() -> updateWithoutRefresh("io.qsa.base"));

        assertThat(started).doesNotContain("io.qsa.broker", CROWD);
        everybodyHearsOfANewStatus();
        assertThat(ended()).isEmpty();
        assertThat(remadeSince(dialogs)).isEmpty();

        started = startedDuring(() -> update("io.qsa.base"));

        assertThat(started).contains("io.qsa.broker").doesNotContain(CROWD);
        everybodyHearsOfANewStatus();
        eventually(this::everybodyIsSeenToBeServed);
    }

    private interface Update {
        void run() throws InterruptedException;
    }

    /** The bundles that were started while something was updated. */
    private Set<String> startedDuring(Update update) throws InterruptedException {
        Set<String> started = ConcurrentHashMap.newKeySet();
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STARTED) {
                started.add(event.getBundle().getSymbolicName());
            }
        };
        context().addBundleListener(listener);
        try {
            update.run();
        } finally {
            context().removeBundleListener(listener);
        }
        return started;
    }

    /** The Call-IDs of the dialogs of presence_b2b. */
    private Set<String> dialogs() {
        return CALL_ID.matcher(shell().run("b2b:dialogs --detail --json"))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    private Set<String> remadeSince(Set<String> before) {
        assertThat(before).hasSize(CrowdActivator.SIZE / 2);
        Set<String> remade = new TreeSet<>(dialogs());
        remade.removeAll(before);
        return remade;
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

    private void updateWithoutRefresh(String bundle) {
        assertThat(shell().run("bundle:update " + bundle)).isEmpty();
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

    /** The members without a status as late as this time; the crowd itself, while it is not there. */
    private List<?> behind(long time) {
        return crowd(CrowdActivator.BEHIND, time);
    }

    /** The members whose subscription has ended since the last call. */
    private List<?> ended() {
        return crowd(CrowdActivator.ENDED, 0);
    }

    private List<?> crowd(String who, long time) {
        ServiceReference<?> crowd = crowd(who);
        LongFunction<?> asked =
                crowd == null ? null : (LongFunction<?>) context().getService(crowd);
        return asked == null ? List.of("the crowd") : (List<?>) asked.apply(time);
    }

    private ServiceReference<?> crowd(String who) {
        try {
            ServiceReference<?>[] found = context()
                    .getServiceReferences(LongFunction.class.getName(), "(" + CrowdActivator.WHO + "=" + who + ")");
            return found == null ? null : found[0];
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
