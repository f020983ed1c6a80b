package io.qsa.sip.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final long RETRY_MILLIS = 5000;
    /** How often the files of TLS are checked. */
    private static final long KEYS_MILLIS = 10_000;

    private static final String NO_TRANSPORT = "there is no SIP transport that transport.target of io.qsa.sip admits";

    /** Where the endpoint is offered. */
    interface Registrar {
        void offer(Endpoint endpoint);

        /** Called before the listening points end; also when it is not offered. */
        void withdraw();
    }

    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor(this::thread);
    private final Handlers handlers;
    private final CredentialStore credentials;
    private final Registrar registrar;
    private final long retryMillis;
    private final Map<ListenAddress, IOException> failures = new LinkedHashMap<>();
    private volatile Thread thread;
    private volatile Endpoint endpoint;
    private volatile Map<String, String> missing = Map.of();
    private Optional<Transport> transport = Optional.empty();
    private boolean saidThatThereIsNone;
    private boolean retrying;

    EndpointRunner(Handlers handlers, CredentialStore credentials, Registrar registrar) {
        this(handlers, credentials, registrar, RETRY_MILLIS);
    }

    EndpointRunner(Handlers handlers, CredentialStore credentials, Registrar registrar, long retryMillis) {
        this.handlers = handlers;
        this.credentials = credentials;
        this.registrar = registrar;
        this.retryMillis = retryMillis;
    }

    private Thread thread(Runnable task) {
        thread = new Thread(task, "io.qsa.sip-control");
        thread.setDaemon(true);
        return thread;
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
        control.execute(() -> change(chosen));
    }

    private void change(Optional<Transport> chosen) {
        transport = chosen;
        if (endpoint != null) {
            registrar.withdraw();
            endpoint.use(chosen);
            listen();
        }
    }

    private void change(SipSettings settings) {
        if (endpoint == null) {
            endpoint = new Endpoint(settings, handlers, credentials);
            endpoint.use(transport);
            control.scheduleWithFixedDelay(endpoint::refreshKeys, KEYS_MILLIS, KEYS_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            endpoint.apply(settings);
        }
        if (!endpoint.keepsItsPoints()) {
            registrar.withdraw();
        }
        listen();
    }

    private void listen() {
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
            registrar.withdraw();
        } else {
            registrar.offer(endpoint);
        }
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
        if (!failures.isEmpty() && !retrying) {
            retrying = true;
            control.schedule(
                    () -> {
                        retrying = false;
                        listen();
                    },
                    retryMillis,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Withdraws the service and stops the endpoint; waits no longer than this, while the rest continues. */
    void stop(long timeoutMillis) {
        if (control.isShutdown()) {
            return;
        }
        control.execute(this::end);
        try {
            if (control.awaitTermination(timeoutMillis, TimeUnit.MILLISECONDS)) {
                thread.join(timeoutMillis);
            } else {
                LOG.warn("The SIP endpoint has not stopped in {} ms and stops in the background", timeoutMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        registrar.withdraw();
        if (endpoint != null) {
            endpoint.close();
        }
        // Drops pending retries, too.
        control.shutdownNow();
    }
}
