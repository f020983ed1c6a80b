package io.qsa.presence.b2b;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.base.config.ConfigValues;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.sip.DialogSettings;
import io.qsa.presence.b2b.internal.sip.DialogSettings.Header;
import io.qsa.presence.b2b.internal.sip.HostPatterns;
import io.qsa.presence.b2b.internal.sip.PeerRules;
import io.qsa.sip.SipUri;

/** The settings of presence_b2b, checked. Immutable. */
public final class B2bSettings {
    static final String PID = "io.qsa.presence_b2b";

    private static final int DAY = 86_400;

    private final boolean accepting;
    private final Timing timing;
    private final DialogSettings dialogs;
    private final int maxSubscriptions;
    private final int maxInFlight;
    private final boolean sharing;
    private final Duration shareLinger;
    private final Duration stopTimeout;
    private final int ranking;

    B2bSettings(ConfigValues values) {
        accepting = values.flag("handle_presence_subscriptions", true);
        timing = timing(values);
        dialogs = dialogs(values);
        maxSubscriptions = values.number("max_subscriptions", 1_000_000, 1, 10_000_000);
        maxInFlight = values.number("max_in_flight", 500, 1, 1_000_000);
        sharing = values.flag("share_subscriptions", false);
        shareLinger = values.seconds("share_linger", 5, 0, 3600);
        stopTimeout = values.seconds("stop_timeout", 2, 0, 60);
        ranking = values.number("service.ranking", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Timing timing(ConfigValues values) {
        return new Timing.Builder()
                .expiration(expiration(values))
                .errorRetry(values.seconds("on_error_retry_time", 120, 1, DAY))
                .termination(values.seconds("wait_for_term_notify", 30, 1, 3600))
                .resubscribeDelta(values.seconds("resubscribe_delta", 30, 0, DAY))
                .minResubscribe(values.seconds("min_resubscribe_time", 30, 0, DAY))
                .maxSubscribeDelay(values.seconds("max_subscribe_delay", 0, 0, DAY))
                .failover(values.seconds("failover_timeout", 60, 1, 3600))
                .build();
    }

    /** Zero if each event package decides. */
    private static Duration expiration(ConfigValues values) {
        boolean absent = values.text("default_expiration", "").isEmpty();
        return absent ? Duration.ZERO : values.seconds("default_expiration", 3600, 60, 7 * DAY);
    }

    private static DialogSettings dialogs(ConfigValues values) {
        List<String> route = values.value(
                "presence_route", "", "addresses of a Route header such as <sip:10.0.0.1;lr>", HeaderFields::route);
        List<Header> headers = values.value(
                "additional_presence_headers", "", "Name: value, several separated by '|'", HeaderFields::parse);
        Optional<SipUri> proxy = values.value(
                "presence_outbound_proxy",
                "",
                "a SIP URI",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(SipUri.parse(text)));
        PeerRules peer = PeerRules.of(values.number("max_body_size", 65536, 1, 1 << 20))
                .withRedirectDomains(values.value(
                        "redirect_domains", "*", "hosts, *.DOMAIN, * or none, by comma", HostPatterns::parse))
                .withSourceCheck(values.flag("check_notify_source", false))
                .withConditionalRefresh(values.flag("conditional_refresh", false))
                .withEmptying(values.flag("empty_without_document", false))
                .withStrictness(values.flag("strict", false));
        DialogSettings plain = DialogSettings.with(peer).withRoute(route).withHeaders(headers);
        return proxy.map(plain::withOutboundProxy).orElse(plain);
    }

    /**
     * Reads and checks a configuration; keys that are missing or empty have their defaults.
     *
     * @throws IllegalArgumentException if a value is wrong; the message names it and the allowed ones
     */
    public static B2bSettings of(Map<String, ?> properties) {
        return ConfigValues.readStrictly(properties, B2bSettings::new);
    }

    /** Whether subscriptions are accepted. */
    boolean isAccepting() {
        return accepting;
    }

    Timing timing() {
        return timing;
    }

    DialogSettings dialogs() {
        return dialogs;
    }

    int maxSubscriptions() {
        return maxSubscriptions;
    }

    int maxInFlight() {
        return maxInFlight;
    }

    /** Whether equal subscriptions share a dialog. */
    boolean isSharing() {
        return sharing;
    }

    /** How long a shared dialog without subscriptions is kept; zero in a drain. */
    Duration shareLinger() {
        return accepting ? shareLinger : Duration.ZERO;
    }

    Duration stopTimeout() {
        return stopTimeout;
    }

    int ranking() {
        return ranking;
    }
}
