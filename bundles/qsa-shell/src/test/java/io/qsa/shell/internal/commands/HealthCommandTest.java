package io.qsa.shell.internal.commands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.base.command.RecordedCall;
import io.qsa.base.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

/** U11. */
class HealthCommandTest {
    private static final Reason RETRYING =
            Reason.of(Reason.RETRYING, "no answer").withRetryAt(Instant.EPOCH);

    private final FakeQsa qsa = new FakeQsa();
    private final HealthCommand command = new HealthCommand(qsa);

    @BeforeEach
    void oneSubscriptionIsServed() {
        qsa.notifiers.add(new FakeInfo.OfNotifier("pa", Set.of("presence"), 10, true, "io.qsa.pa", 1));
        add("q1", Status.ACTIVE, Reason.NONE, false, Optional.of("pa"));
    }

    private void add(String id, Status status, Reason reason, boolean stale, Optional<String> notifier) {
        qsa.infos.put(id, new FakeInfo(id, status, reason, stale, notifier, Optional.empty(), Optional.empty()));
    }

    private void addMoving(String id, Reason ofSuccessor) {
        qsa.infos.put(
                id,
                new FakeInfo(
                        id,
                        Status.ACTIVE,
                        Reason.NONE,
                        false,
                        Optional.of("pa"),
                        Optional.of("presence_b2b"),
                        Optional.of(ofSuccessor)));
    }

    private List<List<Object>> rows() {
        RecordedCall call = new RecordedCall(Map.of());
        command.execute(call);
        return call.table().rows();
    }

    private String row(int number) {
        return rows().get(number).toString();
    }

    @Test
    void allIsWellWhereEverythingIsServed() {
        assertThat(rows()).hasSize(3).allSatisfy(row -> assertThat(row.get(1)).hasToString("OK"));
    }

    /** F131, F160: health names each wrong configuration, its errors and the values in force. */
    @Test
    void whatIsWrongWithAConfigurationIsToldInWords() {
        command.addStatistics(() -> Map.of(Statistics.CONFIGURATION_BAD, 1L), Map.of(Statistics.OWNER, "pa"));
        command.addConfigurations(() -> List.of("Configuration io.qsa.pa is applied without what is wrong"));
        command.addConfigurations(() -> List.of("etc/io.qsa.sip-backup.cfg is not used"));

        assertThat(row(0))
                .isEqualTo("[configuration, WARN, Configuration io.qsa.pa is applied without what is wrong;"
                        + " etc/io.qsa.sip-backup.cfg is not used]");
    }

    @Test
    void aRefusedConfigurationIsNamed() {
        command.addStatistics(() -> Map.of(Statistics.CONFIGURATION_BAD, 1L), Map.of(Statistics.OWNER, "presence_b2b"));
        command.addStatistics(() -> Map.of(), Map.of(Statistics.OWNER, "sip"));

        assertThat(row(0)).isEqualTo("[configuration, WARN, refused, see the log: presence_b2b]");
    }

    /** F101. */
    @Test
    void whatABundleSaysOfItselfIsARowOfItsOwn() {
        command.addStatistics(
                new Statistics() {
                    @Override
                    public Map<String, Long> values() {
                        return Map.of();
                    }

                    @Override
                    public Map<String, String> troubles() {
                        return Map.of("store", "behind since 2026-11-22T13:00:00Z: no space left");
                    }
                },
                Map.of(Statistics.OWNER, "pa"));

        assertThat(rows()).hasSize(4);
        assertThat(row(3)).isEqualTo("[pa store, WARN, behind since 2026-11-22T13:00:00Z: no space left]");
    }

    @Test
    void whatIsGoneIsNotAskedAnyMore() {
        Statistics bad = () -> Map.of(Statistics.CONFIGURATION_BAD, 1L);
        command.addStatistics(bad, Map.of(Statistics.OWNER, "presence_b2b"));
        command.removeStatistics(bad);

        assertThat(row(0)).contains("OK");
    }

    @Test
    void nobodyWhoTakesSubscriptionsIsCritical() {
        qsa.notifiers.clear();

        assertThat(row(1)).isEqualTo("[notifiers, CRITICAL, no notifier accepts subscriptions]");
    }

    @Test
    void subscriptionsInTroubleAreCounted() {
        add("q2", Status.PENDING, RETRYING, false, Optional.of("presence_b2b"));
        add("q3", Status.ACTIVE, Reason.of(Reason.PARKED, "pa is gone"), true, Optional.empty());

        assertThat(row(2))
                .isEqualTo("[subscriptions, WARN, 1 of 3 active, 1 parked, 1 stale, 1 to be tried again,"
                        + " 0 rejected, 0 terminated; in trouble since 2026-11-22T13:00:00Z]");
    }

    @Test
    void aMoveThatIsTriedAgainIsNoTroubleYetButIsShown() {
        addMoving("q2", RETRYING);

        assertThat(row(2))
                .isEqualTo("[subscriptions, WARN, 2 of 2 active, 0 parked, 0 stale, 1 to be tried again,"
                        + " 0 rejected, 0 terminated]");
    }

    @Test
    void whatIsNotTriedAgainIsShown() {
        add("q2", Status.TERMINATED, Reason.NONE, false, Optional.of("presence_b2b"));
        assertThat(row(2)).contains("WARN", "0 rejected, 1 terminated");
    }

    @Test
    void thatSomebodyMaySeeNothingIsNoTrouble() {
        add("q2", Status.REJECTED, Reason.NONE, false, Optional.of("presence_b2b"));
        assertThat(row(2)).contains("OK", "1 rejected, 0 terminated");
    }

    @Test
    void whoWaitsForAnAuthorisationIsInNoTrouble() {
        add("q2", Status.PENDING, Reason.of("pending", ""), false, Optional.of("presence_b2b"));

        assertThat(row(2))
                .isEqualTo("[subscriptions, OK, 1 of 2 active, 0 parked, 0 stale, 0 to be tried again,"
                        + " 0 rejected, 0 terminated]");
    }
}
