package io.qsa.sip.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.LogText;
import io.qsa.base.thread.ControlThread;
import io.qsa.sip.Transport;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.Handlers;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;

/**
 * Starts, changes and stops the endpoint on one thread of its own, so that no thread of the framework waits for a port.
 * The service is offered while at least one listening point is open. Safe for any thread; its state is confined to its
 * own.
 */
final class EndpointRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointRunner.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** How often the files of TLS are checked. */
    private static final Duration KEYS = Duration.ofSeconds(10);

    /** The name of the service among the missing parts, beside those of listening points. */
    private static final String SERVICE = "the service";

    private static final String NO_TRANSPORT = "there is no SIP transport that transport.target of io.qsa.sip admits";

    /** Where the endpoint is offered. */
    interface Registrar {
        void offer(Endpoint endpoint);

        /** Called before the listening points end; also when it is not offered. */
        void withdraw();
    }

    private final ControlThread control = new ControlThread("io.qsa.sip-control", LOG::error);
    private final Handlers handlers;
    private final CredentialStore credentials;
    private final Registrar registrar;
    private final Duration retry;
    private final Map<ListenAddress, IOException> failures = new LinkedHashMap<>();
    private volatile Endpoint endpoint;
    private volatile Map<String, String> missing = Map.of();
    /** The newest choice; the one in {@link #transport} may be of a bundle that has stopped. */
    private volatile Optional<Transport> wanted = Optional.empty();

    private Optional<Transport> transport = Optional.empty();
    /** Whether the endpoint has been given the transport. */
    private boolean inUse;

    private boolean saidThatThereIsNone;
    private boolean retrying;
    /** Whether classes of the transport could not be loaded at the last try. */
    private boolean unlinked;

    private final AtomicLong bugs = new AtomicLong();
    private String lastBug = "";

    EndpointRunner(Handlers handlers, CredentialStore credentials, Registrar registrar) {
        this(handlers, credentials, registrar, RETRY);
    }

    EndpointRunner(Handlers handlers, CredentialStore credentials, Registrar registrar, Duration retry) {
        this.handlers = handlers;
        this.credentials = credentials;
        this.registrar = registrar;
        this.retry = retry;
    }

    /** The endpoint, once it has been made. */
    Optional<Endpoint> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** The listening points that could not be opened, with the reason. */
    Map<String, String> missing() {
        return missing;
    }

    /** Applies settings to the endpoint. Returns at once. */
    void apply(SipSettings settings) {
        control.execute(() -> change(settings));
    }

    /** Opens the listening points with this transport; empty if there is none. Returns at once. */
    void use(Optional<Transport> chosen) {
        wanted = chosen;
        control.execute(this::changeTransport);
    }

    private void changeTransport() {
        transport = wanted;
        inUse = false;
        if (endpoint != null) {
            withdraw();
            listen();
        }
    }

    private void change(SipSettings settings) {
        if (endpoint == null) {
            endpoint = new Endpoint(settings, handlers, credentials);
            control.repeat(KEYS, endpoint::refreshKeys);
        } else {
            endpoint.apply(settings);
        }
        if (!endpoint.keepsItsPoints()) {
            withdraw();
        }
        listen();
    }

    /** Tries again later whatever fails: a bug in a corner must not leave the platform without SIP until a restart. */
    private void listen() {
        try {
            listenNow();
        } catch (LinkageError e) {
            onUnlinked(e);
        } catch (RuntimeException e) {
            onFailure(e);
        }
    }

    private void onFailure(Throwable failure) {
        if (transport.equals(wanted)) {
            onBug(failure);
        } else {
            LOG.debug("A transport went while it was about to be used", failure);
        }
    }

    /** The classes of a bundle that stops cannot be loaded, and that may show before its transport is unregistered. */
    private void onUnlinked(LinkageError failure) {
        if (unlinked) {
            onFailure(failure);
        } else {
            unlinked = true;
            LOG.debug("A transport cannot be used; its bundle may be stopping", failure);
            retryLater();
        }
    }

    private void onListening() {
        lastBug = "";
        unlinked = false;
    }

    private void listenNow() {
        if (!inUse) {
            endpoint.use(transport);
            inUse = true;
        }
        if (transport.isEmpty()) {
            waitForTransport();
            return;
        }
        if (saidThatThereIsNone) {
            saidThatThereIsNone = false;
            LOG.info("There is a transport");
        }
        Map<ListenAddress, IOException> now = endpoint.listen();
        now.forEach((address, failure) -> {
            if (!failures.containsKey(address)) {
                LOG.error("Cannot listen at {}: {}; trying again", address, failure.getMessage());
            }
        });
        failures.keySet().removeAll(now.keySet());
        failures.keySet().forEach(address -> LOG.info("No longer waiting for {}", address));
        failures.clear();
        failures.putAll(now);
        Map<String, String> reasons = new LinkedHashMap<>();
        now.forEach((address, failure) -> reasons.put(address.toString(), String.valueOf(failure.getMessage())));
        missing = reasons;
        if (endpoint.listeningPoints().isEmpty()) {
            withdraw();
        } else {
            registrar.offer(endpoint);
        }
        onListening();
        if (!failures.isEmpty()) {
            retryLater();
        }
    }

    /** A failure to unregister the service must not prevent the change of the endpoint. */
    private void withdraw() {
        try {
            registrar.withdraw();
        } catch (RuntimeException e) {
            bugs.incrementAndGet();
            LOG.error("The service of the SIP endpoint did not end as it should", e);
        }
    }

    private void onBug(Throwable bug) {
        bugs.incrementAndGet();
        String text = LogText.of(bug.toString());
        if (!text.equals(lastBug)) {
            LOG.error("The SIP endpoint is not offered as it should be; trying again", bug);
        }
        lastBug = text;
        Map<String, String> reasons = new LinkedHashMap<>(missing);
        reasons.put(SERVICE, text);
        missing = reasons;
        retryLater();
    }

    private void waitForTransport() {
        failures.clear();
        missing = Map.of("anywhere", NO_TRANSPORT);
        if (!saidThatThereIsNone) {
            saidThatThereIsNone = true;
            LOG.warn("{}: nothing listens until one comes", NO_TRANSPORT);
        }
    }

    private void retryLater() {
        if (!retrying) {
            retrying = true;
            control.schedule(retry, () -> {
                retrying = false;
                listen();
            });
        }
    }

    /** Withdraws the service and stops the endpoint; waits no longer than this, while the rest continues. */
    void stop(long timeoutMillis) {
        control.execute(this::end);
        if (!control.finish(Duration.ofMillis(timeoutMillis))) {
            LOG.warn("The SIP endpoint has not stopped in {} ms and stops in the background", timeoutMillis);
        }
    }

    private void end() {
        withdraw();
        if (endpoint != null) {
            endpoint.close();
        }
    }

    /** How many tasks have failed in a way in which none should. */
    long failedTasks() {
        return control.failures() + bugs.get();
    }
}
