package io.qsa.shell.internal.commands;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.base.command.RecordedCall;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;

import static org.assertj.core.api.Assertions.assertThat;

class ListCommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final FakeQsa qsa = new FakeQsa();

    @Test
    void showsWhereEachSubscriptionStands() throws InterruptedException {
        Instant retry = NOON.plusSeconds(120);
        Reason retrying = Reason.ofResponse(503, "Service Unavailable")
                .withToken(Reason.RETRYING)
                .withRetryAt(retry);
        qsa.infos.put(
                "q1",
                new FakeInfo(
                        "q1",
                        Status.ACTIVE,
                        Reason.NONE,
                        true,
                        Optional.of("pa"),
                        Optional.of("presence_b2b"),
                        Optional.of(retrying)));
        qsa.infos.put(
                "q2",
                new FakeInfo(
                        "q2",
                        Status.PENDING,
                        retrying,
                        false,
                        Optional.of("presence_b2b"),
                        Optional.empty(),
                        Optional.empty()));

        Table table = table(new SubscriptionsCommand(qsa));

        assertThat(table.columns())
                .containsExactly(
                        "id",
                        "record",
                        "subscriber",
                        "package",
                        "status",
                        "reason",
                        "since",
                        "stale",
                        "troubled since",
                        "notifier",
                        "successor",
                        "held back",
                        "route",
                        "kept",
                        "next retry",
                        "consumer");
        assertThat(table.rows())
                .containsExactly(
                        List.of(
                                "q1",
                                "sip:alice@example.com",
                                "sip:bob@example.com",
                                "presence",
                                Status.ACTIVE,
                                "",
                                NOON,
                                true,
                                NOON.plusSeconds(3600),
                                "pa",
                                "presence_b2b",
                                "retrying 503 Service Unavailable",
                                "ranking",
                                false,
                                retry,
                                "com.example.app"),
                        List.of(
                                "q2",
                                "sip:alice@example.com",
                                "sip:bob@example.com",
                                "presence",
                                Status.PENDING,
                                "retrying 503 Service Unavailable",
                                NOON,
                                false,
                                NOON.plusSeconds(3600),
                                "presence_b2b",
                                "",
                                "",
                                "ranking",
                                false,
                                retry,
                                "com.example.app"));
    }

    @Test
    void showsTheNotifiers() throws InterruptedException {
        LinkedHashSet<String> packages = new LinkedHashSet<>(List.of("reg", "presence"));
        qsa.notifiers.add(new FakeInfo.OfNotifier("pa", packages, 10, false, "io.qsa.pa", 3));

        assertThat(table(new NotifiersCommand(qsa)).rows())
                .containsExactly(List.of("pa", "presence reg", 10, false, 3, "io.qsa.pa"));
    }

    @Test
    void showsTheCounters() throws InterruptedException {
        qsa.statistics.put("notifications.delivered", 12L);

        assertThat(table(new StatsCommand(qsa)).rows()).containsExactly(List.of("notifications.delivered", 12L));
    }

    @Test
    void offersJsonForEachOfThem() {
        assertThat(List.of(new SubscriptionsCommand(qsa), new NotifiersCommand(qsa), new StatsCommand(qsa)))
                .allMatch(command -> command.syntax().isTable());
    }

    private static Table table(ShellCommand command) throws InterruptedException {
        RecordedCall call = new RecordedCall(Map.of());
        command.execute(call);
        return call.table();
    }
}
