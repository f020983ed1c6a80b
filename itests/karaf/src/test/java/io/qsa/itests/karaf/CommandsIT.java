package io.qsa.itests.karaf;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.management.JMException;
import javax.management.ObjectName;

import org.junit.After;
import org.junit.Test;

import static io.qsa.itests.karaf.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** The commands in Karaf's shell. */
public class CommandsIT extends KarafTest {
    private static final String BOB = "sip:bob@example.test";

    @After
    public void endSubscriptions() {
        shell().run("qsa:unsubscribe --all");
    }

    @Test
    public void watchPrintsNotificationsAsTheyCome() throws Exception {
        String carol = "sip:carol@example.test";
        CompletableFuture<String> watched = CompletableFuture.supplyAsync(
                () -> shell().run("qsa:watch --count 2 --timeout 30 " + carol + " " + BOB));
        eventually(() -> assertThat(subscriptionsTo(carol)).contains("ACTIVE"));

        shell().run("pa:publish --note 'at the desk' " + carol + " open");

        List<String> lines = watched.get(30, TimeUnit.SECONDS).lines().toList();
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).contains("ACTIVE  pa"));
        assertThat(lines.get(1)).contains("#2", "open", "at the desk");
        assertThat(subscriptionsTo(carol)).isEmpty();
    }

    @Test
    public void publishPrintsTheEntityTagAndRemoveTakesIt() {
        String dave = "sip:dave@example.test";
        String tag = shell().run("pa:publish --expires 60 " + dave + " closed");
        assertThat(shell().run("pa:presentities")).contains(dave, "closed", tag);

        shell().run("pa:remove " + dave + " " + tag);
        assertThat(shell().run("pa:presentities")).doesNotContain(dave);
    }

    @Test
    public void storeShowsThatTheDatabaseOfTheDistributionKeepsUp() {
        shell().run("pa:publish sip:grace@example.test open");

        eventually(() -> assertThat(shell().run("pa:store --json"))
                .contains("\"what\": \"store\", \"value\": \"keeps up\"")
                .contains("\"what\": \"changes to write\", \"value\": 0")
                .doesNotContain("\"what\": \"changes written\", \"value\": 0"));
    }

    @Test
    public void subscriptionsListsWhatIsOpen() {
        String erin = "sip:erin@example.test";
        String id = shell().run("qsa:subscribe " + erin + " " + BOB);
        eventually(() -> assertThat(subscriptionsTo(erin)).contains(id, BOB, "presence", "ACTIVE", "pa"));
        assertThat(shell().run("qsa:subscriptions --json"))
                .startsWith("[")
                .endsWith("]")
                .contains("{\"id\": \"" + id + "\", \"record\": \"" + erin + "\", \"subscriber\": \"" + BOB + "\"")
                .contains("\"notifier\": \"pa\"");

        shell().run("qsa:unsubscribe " + id);
        assertThat(subscriptionsTo(erin)).isEmpty();
    }

    @Test
    public void notifiersListsThePreferredOneFirst() {
        eventually(() -> assertThat(shell().run("qsa:notifiers").lines().skip(1).map(line -> line.split(" ")[0]))
                .containsExactly("pa", "presence_b2b"));
        assertThat(shell().run("qsa:notifiers --json"))
                .containsSubsequence("\"name\": \"pa\"", "\"accepting\": true", "\"name\": \"presence_b2b\"");
    }

    /** U12. */
    @Test
    public void jmxCountsWhatTheShellCounts() {
        String grace = "sip:grace@example.test";
        shell().run("qsa:subscribe " + grace + " " + BOB);

        eventually(() -> assertThat(shell().run("qsa:stats --json"))
                .contains(
                        "{\"name\": \"subscriptions.open\", \"value\": " + statistic("broker", "subscriptions.open")));
        assertThat(statistic("broker", "subscriptions.open")).isPositive();
        assertThat(statistic("presence_b2b", "dialogs")).isZero();
        assertThat(statistic("sip", "requests_received")).isNotNegative();
    }

    private static long statistic(String owner, String name) {
        try {
            ObjectName statistics = new ObjectName("io.qsa:type=Statistics,owner=" + owner);
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(statistics, name);
        } catch (JMException e) {
            throw new AssertionError(owner + " has no " + name, e);
        }
    }

    @Test
    public void aWrongArgumentIsOneClearMessage() {
        assertThat(shell().run("qsa:watch alice " + BOB)).hasLineCount(1).contains("record", "alice");
        assertThat(shell().run("qsa:watch --count few sip:alice@example.test " + BOB))
                .hasLineCount(1)
                .contains("--count", "few");
        assertThat(shell().run("qsa:watch sip:alice@example.test"))
                .hasLineCount(2)
                .contains("SUBSCRIBER is missing", "Usage:");
        assertThat(shell().run("qsa:unsubscribe q4711")).hasLineCount(1).contains("q4711");
        assertThat(shell().run("pa:publish sip:alice@example.test ajar"))
                .hasLineCount(1)
                .contains("ajar");
        assertThat(shell().run("b2b:refresh q4711")).hasLineCount(1).contains("q4711");
    }

    @Test
    public void idsAndUrisAreProposed() {
        String frank = "sip:frank@example.test";
        String id = shell().run("qsa:subscribe " + frank + " " + BOB);

        assertThat(shell().proposals("qsa", "unsubscribe", "")).contains(id);
        assertThat(shell().proposals("qsa", "watch", "")).contains(frank);
        assertThat(shell().proposals("qsa", "watch", frank, "")).contains(BOB);
    }

    private String subscriptionsTo(String record) {
        return String.join(
                "\n",
                shell().run("qsa:subscriptions")
                        .lines()
                        .filter(line -> line.contains(record))
                        .toList());
    }
}
