package io.qsa.itests.swap;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.platform.Platform;
import io.qsa.itests.swap.referee.Gauges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * U1-U5, Q03, Q05, Q09-Q12, Q14, Q15: whatever is changed under live subscriptions, in any order, the applications only
 * get fresher statuses.
 *
 * <p>A run is made of rounds, each with a seed of its own, so that a long run can be resumed at any round
 * ({@code swap.from}) and a round repeated.
 */
class SwapIT extends PlatformTest {
    private static final int ROUND = 500;
    private static final Pattern REFUSED = Pattern.compile(
            "Configuration io\\.qsa\\.(broker|pa|presence_b2b) is (not applied, what was before holds|applied without what is wrong): ");
    private static final Duration TIME_OF_A_TRANSACTION = Duration.ofSeconds(45);

    private final int events = Integer.getInteger("swap.events", ROUND);
    private final int from = Integer.getInteger("swap.from", 0) / ROUND * ROUND;
    private final long seed = Long.getLong("swap.seed", 1);
    private final int subscriptions = Integer.getInteger("swap.subscriptions", 200);

    @Test
    void nobodyNoticesWhateverIsChanged() throws IOException, BundleException {
        for (int first = from; first < from + events; first += ROUND) {
            play(first, Math.min(ROUND, from + events - first));
        }
        await("SIP transactions end").atMost(TIME_OF_A_TRANSACTION).untilAsserted(() -> assertThat(
                        new Gauges(platform()).transactions())
                .isEmpty());
        for (String bundle : Platform.OURS) {
            platform().bundle(bundle).stop();
        }
        await("no thread, socket or service is left")
                .untilAsserted(() -> assertThat(leftByOurBundles()).isEmpty());
    }

    private void play(int first, int count) throws IOException {
        String title = "events %d to %d of seed %d".formatted(first, first + count - 1, seed);
        try (Round round = new Round(platform(), subscriptions, seed + first)) {
            round.play(first, count);
            round.empty();
            System.out.println(title + ": " + round);
        } catch (AssertionError violation) {
            throw new AssertionError(
                    title + ", to be repeated with --seed " + seed + " --from " + first + " --events " + count,
                    violation);
        }
    }

    /**
     * Wrong values are among the events. And Declarative Services may be told of a change for a bundle that stops just
     * then; it reads the configuration again when the bundle starts.
     */
    @Override
    protected boolean isExpectedError(String line) {
        return REFUSED.matcher(line).find()
                || line.contains("org.apache.felix.configadmin | Unexpected problem delivering configuration event");
    }
}
