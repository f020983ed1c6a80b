package io.qsa.sip.endpoint.internal.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.qsa.base.config.ConfigValues;
import io.qsa.sip.endpoint.internal.breaker.BreakerSettings;
import io.qsa.sip.endpoint.internal.dns.DnsSettings;
import io.qsa.sip.endpoint.internal.tls.TlsSettings;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;

/** The settings of the endpoint (PID {@value #PID}), read and checked. Immutable. */
public final class SipSettings {
    public static final String PID = "io.qsa.sip";

    public static final String DEFAULT_LISTEN = "udp:127.0.0.1:5060, tcp:127.0.0.1:5060";
    public static final String DEFAULT_USER_AGENT = "QSA";
    public static final int DEFAULT_MAX_MESSAGE_SIZE = 131_072;
    public static final int DEFAULT_MAX_BODY_SIZE = 65_536;
    public static final int DEFAULT_T1 = 500;
    public static final int DEFAULT_WORKERS = 0;
    public static final int DEFAULT_CONNECT_TIMEOUT = 5;
    public static final int DEFAULT_MAX_CONNECTIONS = 10_000;
    public static final int DEFAULT_READ_TIMEOUT = 10;
    public static final int DEFAULT_IDLE_TIMEOUT = 600;
    public static final int DEFAULT_STOP_TIMEOUT = 2;

    public static final String DEFAULT_DNS_SERVERS = "";
    public static final int DEFAULT_DNS_TIMEOUT = 5;
    public static final int DEFAULT_DNS_CACHE_SIZE = 10_000;

    public static final int DEFAULT_BREAKER_FAILURES = 5;
    public static final int DEFAULT_BREAKER_RETRY_TIME = 10;
    public static final int DEFAULT_RETURN_RATE = 100;

    public static final boolean DEFAULT_STRICT = false;

    private static final int MAX_SIZE = 16_777_216;

    private final List<ListenAddress> listen;
    private final String userAgent;
    private final int maxMessageSize;
    private final int maxBodySize;
    private final int t1;
    private final int workers;
    private final int connectTimeout;
    private final int maxConnections;
    private final int readTimeout;
    private final int idleTimeout;
    private final TlsSettings tls;
    private final int stopTimeout;
    private final DnsSettings dns;
    private final BreakerSettings breaker;
    private final boolean strict;

    public SipSettings(ConfigValues in) {
        listen = in.value(
                "listen", DEFAULT_LISTEN, "udp:HOST:PORT, tcp:HOST:PORT or tls:HOST:PORT", ListenAddress::parseList);
        userAgent = userAgent(in);
        maxMessageSize = in.number("max_message_size", DEFAULT_MAX_MESSAGE_SIZE, 1024, MAX_SIZE);
        maxBodySize = in.number("max_body_size", DEFAULT_MAX_BODY_SIZE, 0, MAX_SIZE);
        t1 = in.number("t1", DEFAULT_T1, 10, 10_000);
        workers = in.number("workers", DEFAULT_WORKERS, 0, 64);
        connectTimeout = in.number("connect_timeout", DEFAULT_CONNECT_TIMEOUT, 1, 60);
        maxConnections = in.number("max_connections", DEFAULT_MAX_CONNECTIONS, 1, 1_000_000);
        readTimeout = in.number("read_timeout", DEFAULT_READ_TIMEOUT, 1, 3600);
        idleTimeout = in.number("idle_timeout", DEFAULT_IDLE_TIMEOUT, 0, 86_400);
        tls = TlsSettings.parse(in);
        stopTimeout = in.number("stop_timeout", DEFAULT_STOP_TIMEOUT, 0, 60);
        dns = new DnsSettings(
                in.value("dns_servers", DEFAULT_DNS_SERVERS, "ADDRESS or ADDRESS:PORT", DnsSettings::parseServers),
                Duration.ofSeconds(in.number("dns_timeout", DEFAULT_DNS_TIMEOUT, 1, 60)),
                in.number("dns_cache_size", DEFAULT_DNS_CACHE_SIZE, 1, 1_000_000));
        breaker = new BreakerSettings(
                in.number("breaker_failures", DEFAULT_BREAKER_FAILURES, 0, 1000),
                Duration.ofSeconds(in.number("breaker_retry_time", DEFAULT_BREAKER_RETRY_TIME, 1, 3600)),
                in.number("return_rate", DEFAULT_RETURN_RATE, 1, 100_000));
        strict = in.flag("strict", DEFAULT_STRICT);
    }

    /** The defaults, on the loopback address. */
    public static SipSettings defaults() {
        return parse(Map.of());
    }

    /**
     * Reads the values of a configuration, whatever their types; unknown keys are ignored, absent ones have their
     * default.
     *
     * @throws IllegalArgumentException with the key, the allowed values and the value, if one is wrong
     */
    public static SipSettings parse(Map<String, ?> values) {
        return ConfigValues.readStrictly(values, SipSettings::new);
    }

    private static String userAgent(ConfigValues in) {
        String text = in.textOrBlank("user_agent", DEFAULT_USER_AGENT);
        if (text.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            return text;
        }
        in.refuse("user_agent", "one line of text", text);
        return DEFAULT_USER_AGENT;
    }

    /** Where to listen. */
    public List<ListenAddress> listen() {
        return listen;
    }

    /** The value of User-Agent and Server; empty text for no such header. */
    public String userAgent() {
        return userAgent;
    }

    /** In bytes; a larger message is refused with 513. */
    public int maxMessageSize() {
        return maxMessageSize;
    }

    /** In bytes; a request with a larger body is refused with 413. */
    public int maxBodySize() {
        return maxBodySize;
    }

    /** The estimate of the round-trip time from which all timers of transactions follow (RFC 3261 section 17.1.1.1). */
    public Duration t1() {
        return Duration.ofMillis(t1);
    }

    /** Threads for datagrams, per listening point. */
    public int workers() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }

    public Duration connectTimeout() {
        return Duration.ofSeconds(connectTimeout);
    }

    /** How many connections there may be. */
    public int maxConnections() {
        return maxConnections;
    }

    /** How long a message on a connection may take from its first byte to its last. */
    public Duration readTimeout() {
        return Duration.ofSeconds(readTimeout);
    }

    /** How long a connection may be without traffic; zero for no limit. */
    public Duration idleTimeout() {
        return Duration.ofSeconds(idleTimeout);
    }

    public TlsSettings tls() {
        return tls;
    }

    public Duration stopTimeout() {
        return Duration.ofSeconds(stopTimeout);
    }

    /** When the breaker of a next hop opens, and how requests return. */
    public BreakerSettings breaker() {
        return breaker;
    }

    /** Whether messages that break a rule are refused although their meaning is clear. */
    public boolean isStrict() {
        return strict;
    }

    /** How names are looked up. */
    public DnsSettings dns() {
        return dns;
    }
}
