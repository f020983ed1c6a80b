package io.qsa.itests.pa;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.SipText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A list of 1,000 members at our resource list server, and at that of Kamailio. */
class ListServersIT extends PlatformTest {
    private static final int MEMBERS = 1000;
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 5;
    private static final int TRIES = 3;
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final String LIST = "sip:friends@example.test";
    private static final String EVENTLIST = "Supported: eventlist";

    @TempDir
    private Path lists;

    /** The bundle is installed in a platform whose presence agent has the status of all members. */
    private void ourServer() throws BundleException, IOException {
        config(PA, "accept_internal_subscriptions", "true");
        Files.writeString(lists.resolve("services.xml"), services());
        config("io.qsa.rls", "auth", "none", "timer_interval", "0", "lists_directory", lists.toString());
        platform().install("io.qsa.rls").start();
        IntStream.range(0, MEMBERS).forEach(i -> publish(member(i), "at home"));
        await().atMost(Duration.ofSeconds(30)).until(this::listIsKnown);
    }

    private boolean listIsKnown() throws Exception {
        try (ListWatcher stranger = new ListWatcher(sipPort(), LIST, ALICE)) {
            return stranger.subscribe(600, "").status() == 421;
        }
    }

    private static String member(int i) {
        return "sip:user" + i + "@example.test";
    }

    private static String services() {
        String entries = IntStream.range(0, MEMBERS)
                .mapToObj(i -> "<rl:entry uri=\"" + member(i) + "\"/>")
                .collect(Collectors.joining("\n"));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <rls-services xmlns="urn:ietf:params:xml:ns:rls-services" xmlns:rl="urn:ietf:params:xml:ns:resource-lists">
                <service uri="%s"><list name="friends">%s</list>
                <packages><package>presence</package></packages></service>
                </rls-services>
                """
                .formatted(LIST, entries);
    }

    /** R01, R02: full state at first, and after a change no more than that. */
    @Test
    void aWatcherOfAThousandHearsAllAndThenWhatChanges() throws Exception {
        ourServer();
        ListWatcher bob = closing(new ListWatcher(sipPort(), LIST, BOB));

        SipText answer = bob.subscribe(600, EVENTLIST);
        SipText full = bob.nextNotify();
        bob.awaitDocuments(MEMBERS);
        publish(member(7), "out");
        SipText partial = bob.nextNotify();
        bob.subscribe(0, EVENTLIST);
        SipText last = bob.nextNotify();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(full.header("Require")).isEqualTo("eventlist");
        assertThat(full.body()).contains("version=\"0\" fullState=\"true\"");
        assertThat(full.body()).contains(member(0) + "\"", member(MEMBERS - 1) + "\"");
        assertThat(partial.body()).contains("fullState=\"false\"").contains("out");
        assertThat(ListWatcher.entitiesIn(partial)).containsExactly(member(7));
        assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
        assertThat(ListWatcher.entitiesIn(last)).hasSize(MEMBERS);
    }

    /** In CPU time of the process, per member: ours with the watcher, which runs in it, and Kamailio's without. */
    @Test
    void fullStateCostsLessThanAtKamailio() throws Exception {
        ourServer();
        for (int i = 0; i < WARM_UP; i++) {
            microsPerMember(sipPort(), "warm" + i, ListServersIT::ourCpu).orElseThrow();
        }
        Kamailio kamailio = kamailio(Kamailio.LISTS);
        IntStream.range(0, MEMBERS).forEach(i -> kamailio.publish(member(i), Pidf.open(member(i), "at home")));
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();

        for (int i = 0; i < ROUNDS; i++) {
            ours.add(microsPerMember(sipPort(), "watcher" + i, ListServersIT::ourCpu)
                    .orElseThrow());
            theirs.add(atKamailio(kamailio, "watcher" + i));
        }

        System.out.printf("CPU us per member of a list of %d: ours %s, Kamailio %s%n", MEMBERS, ours, theirs);
        assertThat(Collections.max(ours)).isLessThan(Collections.min(theirs));
    }

    /** At times Kamailio sends a watcher nothing at all; then another one subscribes. */
    private static long atKamailio(Kamailio kamailio, String user) throws Exception {
        OptionalLong micros = OptionalLong.empty();
        for (int i = 0; micros.isEmpty() && i < TRIES; i++) {
            String watcher = user + "-" + i;
            kamailio.putLists(watcher, services());
            micros = microsPerMember(kamailio.port(), watcher, kamailio::cpu);
        }
        return micros.orElseThrow();
    }

    private static Duration ourCpu() {
        return Duration.ofNanos(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    /**
     * From the SUBSCRIBE to the last document. On a busy machine Kamailio may not report all members, so the time is
     * divided by the number it reports, if that is more than half of them; empty otherwise. The watcher does not
     * unsubscribe, so that its end costs nothing in the next round.
     */
    private static OptionalLong microsPerMember(int port, String user, Supplier<Duration> cpu) throws Exception {
        try (ListWatcher watcher = new ListWatcher(port, LIST, "sip:" + user + "@example.test")) {
            Duration before = cpu.get();
            assertThat(watcher.subscribe(600, EVENTLIST).status()).isEqualTo(200);
            Duration last = before;
            while (watcher.documents() < MEMBERS && watcher.hears(SILENCE)) {
                last = cpu.get();
            }
            return watcher.documents() <= MEMBERS / 2
                    ? OptionalLong.empty()
                    : OptionalLong.of(last.minus(before).toNanos() / 1000 / watcher.documents());
        }
    }
}
