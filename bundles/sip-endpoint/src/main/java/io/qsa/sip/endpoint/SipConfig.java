package io.qsa.sip.endpoint;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.endpoint.internal.tls.TlsSettings;

/** The configuration as consoles show it; {@link SipSettings} reads the values. */
@ObjectClassDefinition(name = "QSA SIP Endpoint", description = "Listening points and limits of SIP on this platform.")
@interface SipConfig {
    @AttributeDefinition(
            name = "Listen",
            description = "Addresses to listen at: udp:HOST:PORT, tcp:HOST:PORT and tls:HOST:PORT, separated by comma"
                    + " or line end. HOST is an IPv4 address, an IPv6 address in brackets, or localhost; PORT is 0 to"
                    + " 65535, 0 for any free one. If peers see another address, and always for a wildcard address,"
                    + " ;advertise=HOST:PORT names it. A change applies at once: entries that differ are closed or"
                    + " opened, the others continue; if one is closed, the SIP service is unregistered and registered"
                    + " again. An entry that cannot be opened is tried again every 5 s.")
    String listen() default SipSettings.DEFAULT_LISTEN;

    @AttributeDefinition(
            name = "Transport",
            description = "LDAP filter over the service properties of the transports, for example"
                    + " (sip.transport=jain). Among those that match, the one with the highest service.ranking opens"
                    + " the listening points. Empty: every transport matches. A change applies at once; if it chooses"
                    + " another transport, the SIP service is unregistered and registered again.")
    String transport_target() default "";

    @AttributeDefinition(
            name = "User agent",
            description = "The value of the headers User-Agent and Server, one line of text; empty for no such"
                    + " headers. A change applies to the next message.")
    String user__agent() default SipSettings.DEFAULT_USER_AGENT;

    @AttributeDefinition(
            name = "Max. message size",
            description = "The largest message that is read, in bytes, 1024 to 16777216; a larger request gets 513."
                    + " Over UDP at most 65535. A change applies to the next message.")
    int max__message__size() default SipSettings.DEFAULT_MAX_MESSAGE_SIZE;

    @AttributeDefinition(
            name = "Max. body size",
            description = "The largest body of a request that is accepted, in bytes, 0 to 16777216; a larger one gets"
                    + " 413. A change applies to the next request.")
    int max__body__size() default SipSettings.DEFAULT_MAX_BODY_SIZE;

    @AttributeDefinition(
            name = "T1",
            description = "The estimated round-trip time, in milliseconds, 10 to 10000. All timers of transactions"
                    + " are multiples of it: the first retransmission over UDP is sent after T1, a request is given"
                    + " up after 64 T1. A change applies to the next transaction.")
    int t1() default SipSettings.DEFAULT_T1;

    @AttributeDefinition(
            name = "Workers",
            description =
                    "Threads that handle datagrams, for each UDP listening point, and threads that serve connections,"
                            + " 0 to 64; 0 for one per processor."
                            + " A change applies when the bundle starts again.")
    int workers() default SipSettings.DEFAULT_WORKERS;

    @AttributeDefinition(
            name = "Connect timeout",
            description = "How long a connection may take to open, its TLS handshake included, in seconds, 1 to 60."
                    + " A change applies to the next connection.")
    int connect__timeout() default SipSettings.DEFAULT_CONNECT_TIMEOUT;

    @AttributeDefinition(
            name = "Max. connections",
            description = "How many TCP and TLS connections there may be, 1 to 1000000. Beyond that, the oldest"
                    + " connection without a complete message so far is closed for a new one; if there is none, the"
                    + " new one is closed. A change applies to the next connection.")
    int max__connections() default SipSettings.DEFAULT_MAX_CONNECTIONS;

    @AttributeDefinition(
            name = "Read timeout",
            description = "How long a message on a connection may take from its first byte to its last, and how long"
                    + " an accepted connection may be silent, in seconds, 1 to 3600; then the connection is closed. A"
                    + " change applies at once.")
    int read__timeout() default SipSettings.DEFAULT_READ_TIMEOUT;

    @AttributeDefinition(
            name = "Idle timeout",
            description = "How long a connection may be without any traffic, keep-alives included, in seconds, 0 to"
                    + " 86400; 0 for no limit. Then it is closed. A change applies at once.")
    int idle__timeout() default SipSettings.DEFAULT_IDLE_TIMEOUT;

    @AttributeDefinition(
            name = "TLS certificate",
            description = "The file with the certificate chain of this platform, as PEM, or with the key as PKCS #12"
                    + " (.p12, .pfx). Empty: peers cannot connect to tls: entries of listen, but the platform can"
                    + " connect to peers. Changed files are read within 10 s, for later connections.")
    String tls__certificate() default "";

    @AttributeDefinition(
            name = "TLS private key",
            description = "The file with the private key, as PEM in PKCS #8 form, encrypted or not. Empty: it is in the"
                    + " file of tls_certificate.")
    String tls__private__key() default "";

    @AttributeDefinition(
            name = "TLS password",
            type = AttributeType.PASSWORD,
            description = "The password of the private key and of PKCS #12 files, without white space around it.")
    String _tls__password() default "";

    @AttributeDefinition(
            name = "TLS CA list",
            description = "The file with the trusted certificates, as PEM or PKCS #12. Empty: those of the Java"
                    + " platform. A server must have a certificate for exactly the requested domain.")
    String tls__ca__list() default "";

    @AttributeDefinition(
            name = "TLS client auth",
            description = "Whether a certificate is requested from connecting peers. none: no. want: yes, but it is"
                    + " optional. need: without one the connection is refused. A change applies to the next"
                    + " connection.")
    String tls__client__auth() default TlsSettings.DEFAULT_CLIENT_AUTH;

    @AttributeDefinition(
            name = "TLS all ciphers",
            description = "Whether peers may negotiate TLS 1.2 without forward secrecy or with CBC, as some old phones"
                    + " need it. A change applies to the next connection.")
    boolean tls__all__ciphers() default false;

    @AttributeDefinition(
            name = "Stop timeout",
            description = "How long the bundle may take to stop, in seconds, 0 to 60."
                    + " A change applies to the next stop.")
    int stop__timeout() default SipSettings.DEFAULT_STOP_TIMEOUT;

    @AttributeDefinition(
            name = "DNS servers",
            description = "The name servers to query, ADDRESS or ADDRESS:PORT, separated by comma; an IPv6 address in"
                    + " brackets. Empty: those of the system. Names without a dot and those in the system's file of"
                    + " hosts are resolved by the system. A change applies to the next look-up.")
    String dns__servers() default SipSettings.DEFAULT_DNS_SERVERS;

    @AttributeDefinition(
            name = "DNS timeout",
            description = "How long the look-up of a next hop may take with all its questions (NAPTR, SRV, A, AAAA), in"
                    + " seconds, 1 to 60. A change applies to the next look-up.")
    int dns__timeout() default SipSettings.DEFAULT_DNS_TIMEOUT;

    @AttributeDefinition(
            name = "DNS cache size",
            description = "For how many next hops the result of a look-up is cached, 1 to 1000000, each for the TTL"
                    + " of its records, an hour at most. A change applies to the next look-up.")
    int dns__cache__size() default SipSettings.DEFAULT_DNS_CACHE_SIZE;

    @AttributeDefinition(
            name = "Breaker failures",
            description = "Consecutive failures, 0 to 1000, after which a next hop (transport, address, port) gets"
                    + " only one probe at a time; 0 for never. A failure is a request that is not answered (over UDP,"
                    + " when it is sent for the fourth time), cannot be sent, or is answered with 503. A 503 with"
                    + " Retry-After is respected in any case. A change applies at once.")
    int breaker__failures() default SipSettings.DEFAULT_BREAKER_FAILURES;

    @AttributeDefinition(
            name = "Breaker retry time",
            description = "How long such a next hop gets no requests before each probe, in seconds, 1 to 3600. A"
                    + " change applies to the next pause.")
    int breaker__retry__time() default SipSettings.DEFAULT_BREAKER_RETRY_TIME;

    @AttributeDefinition(
            name = "Return rate",
            description = "How many requests per second a next hop gets after it answers again, 1 to 100000, until"
                    + " every request that was held back has been sent. A change applies at once.")
    int return__rate() default SipSettings.DEFAULT_RETURN_RATE;

    @AttributeDefinition(
            name = "Strict",
            description = "Whether messages that break the grammar of SIP are refused although their meaning is clear."
                    + " false: they are accepted and counted as tolerated.*; sip:status shows which peers sent them. true:"
                    + " such a request gets 400, such a response is ignored. A change applies to the next message.")
    boolean strict() default SipSettings.DEFAULT_STRICT;
}
