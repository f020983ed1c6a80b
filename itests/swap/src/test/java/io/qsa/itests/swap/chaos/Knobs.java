package io.qsa.itests.swap.chaos;

import java.util.List;
import java.util.Random;

import io.qsa.itests.PlatformTest;

/** Settings that move no subscription, and values that must be refused. */
final class Knobs {
    private static final String[][] TUNING = {
        {PlatformTest.B2B, "default_expiration", "3600", "1800", "7200"},
        {PlatformTest.B2B, "on_error_retry_time", "120", "5", "60"},
        {PlatformTest.B2B, "wait_for_term_notify", "30", "10", "60"},
        {PlatformTest.B2B, "resubscribe_delta", "30", "10", "60"},
        {PlatformTest.B2B, "min_resubscribe_time", "30", "10", "60"},
        {PlatformTest.B2B, "failover_timeout", "60", "30", "40"},
        {PlatformTest.B2B, "max_in_flight", "500", "50", "20"},
        {PlatformTest.B2B, "max_body_size", "65536", "8192", "100000"},
        {PlatformTest.B2B, "additional_presence_headers", "", "X-Chaos: 1", "Subject: a | X-Chaos: 2"},
        {PlatformTest.PA, "notify_interval", "5", "0", "60"},
        {PlatformTest.PA, "default_expires", "3600", "600", "7200"},
        {PlatformTest.PA, "max_publish_expiration", "3600", "1800", "7200"},
        {PlatformTest.PA, "auth", "none", "implicit", "none"},
        {PlatformTest.PA, "ignore_408_on_notify", "false", "true", "false"},
        {PlatformTest.BROKER, "move_rate", "500", "1000", "5000"},
        {PlatformTest.BROKER, "move_jitter", "20", "0", "100"},
        {PlatformTest.BROKER, "handover_timeout", "10", "5", "60"},
        {PlatformTest.BROKER, "delivery_threads", "4", "1", "8"},
    };

    private static final String[][] BROKEN = {
        {PlatformTest.B2B, "default_expiration", "soon"},
        {PlatformTest.B2B, "handle_presence_subscriptions", "perhaps"},
        {PlatformTest.B2B, "additional_presence_headers", "Call-ID: mine"},
        {PlatformTest.B2B, "service.ranking", "high"},
        {PlatformTest.PA, "auth", "everybody"},
        {PlatformTest.PA, "accept_internal_subscriptions", "perhaps"},
        {PlatformTest.PA, "notify_interval", "-1"},
        {PlatformTest.BROKER, "routes", "presence=pa"},
        {PlatformTest.BROKER, "routes", "presence;**=pa"},
        {PlatformTest.BROKER, "notifier.target", "(qsa.notifier="},
        {PlatformTest.BROKER, "move_rate", "0"},
    };

    private Knobs() {}

    /** PID, key and value of a setting that moves no subscription. */
    static String[] any(Random random) {
        String[] knob = TUNING[random.nextInt(TUNING.length)];
        return new String[] {knob[0], knob[1], knob[2 + random.nextInt(knob.length - 2)]};
    }

    /** PID, key and value of a setting of this PID that must be refused. */
    static String[] anyBroken(String pid, Random random) {
        List<String[]> some =
                List.of(BROKEN).stream().filter(knob -> knob[0].equals(pid)).toList();
        return some.get(random.nextInt(some.size()));
    }
}
