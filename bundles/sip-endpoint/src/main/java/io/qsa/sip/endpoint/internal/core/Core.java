package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.statistics.Counters;
import io.qsa.base.text.LogText;
import io.qsa.base.timer.Timers;
import io.qsa.sip.endpoint.internal.breaker.Breaker;
import io.qsa.sip.endpoint.internal.tls.Tls;
import io.qsa.sip.endpoint.internal.transport.Carrier;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;
import io.qsa.sip.endpoint.internal.transport.Receiver;
import io.qsa.sip.endpoint.internal.transport.TransportLimits;

/** The state that the parts of one endpoint share. Safe for any thread. */
final class Core implements TransportLimits {
    private static final Logger LOG = LoggerFactory.getLogger(Core.class);
    /** How many characters of an error of a key are logged. */
    private static final int MAX_FAILURE = 400;

    private final Counters<Count> counters = new Counters<>(Count.class);
    private final PeerFaults faults;
    private final ClientTransactions clientTransactions;
    private final ServerTransactions serverTransactions = new ServerTransactions(this, new AnswerSender(this));
    private final Completion completion;
    private final Timers timers;
    private final Turns turns;
    private final OutcomeThread outcomes = new OutcomeThread();
    private final Breaker breaker;
    private final Carrier carrier;
    private final ListeningPoints points;
    private final Tls tls = new Tls();
    private String keyFailure = "";
    private volatile SipSettings settings;

    Core(SipSettings settings, Timers timers, CarrierFactory carriers, Handlers handlers) {
        this.settings = settings;
        this.timers = timers;
        this.faults = new PeerFaults(() -> this.settings.isStrict(), timers::now);
        this.clientTransactions = new ClientTransactions(timers::now);
        this.completion = new Completion(() -> settings().userAgent(), handlers::allowEvents);
        this.turns = new Turns(timers);
        this.breaker = new Breaker(() -> this.settings.breaker(), timers::now);
        this.carrier = carriers.make(new Dispatcher(this, handlers), this);
        this.points = new ListeningPoints(carrier);
    }

    /** Makes the carrier of an endpoint. */
    interface CarrierFactory {
        Carrier make(Receiver receiver, TransportLimits limits);
    }

    SipSettings settings() {
        return settings;
    }

    void apply(SipSettings changed) {
        settings = changed;
    }

    Counters<Count> counters() {
        return counters;
    }

    PeerFaults faults() {
        return faults;
    }

    ClientTransactions clientTransactions() {
        return clientTransactions;
    }

    ServerTransactions serverTransactions() {
        return serverTransactions;
    }

    Breaker breaker() {
        return breaker;
    }

    Turns turns() {
        return turns;
    }

    OutcomeThread outcomes() {
        return outcomes;
    }

    Completion completion() {
        return completion;
    }

    Timers timers() {
        return timers;
    }

    /** The durations for a transaction that starts now. */
    TimerValues timerValues() {
        return timerValues(Long.MAX_VALUE);
    }

    /** The same for a caller that waits at most this long, in milliseconds. */
    TimerValues timerValues(long patience) {
        return new TimerValues(settings.t1().toMillis(), patience);
    }

    Carrier carrier() {
        return carrier;
    }

    ListeningPoints points() {
        return points;
    }

    /** Counts and logs an exception of another bundle's code. */
    void handlerFailed(String what, Throwable failure) {
        counters.count(Count.HANDLER_FAILURES);
        LOG.error(what, failure);
    }

    @Override
    public int maxMessageSize() {
        return settings.maxMessageSize();
    }

    @Override
    public int connectTimeoutMillis() {
        return (int) settings.connectTimeout().toMillis();
    }

    /** Reads the files of TLS, if they are needed and have changed. Called by one thread at a time; blocks. */
    void readKeys() {
        if (settings.listen().stream().noneMatch(ListenAddress::isSecure)) {
            return;
        }
        try {
            if (tls.load(settings.tls())) {
                LOG.info("The keys of TLS are read");
            }
            keyFailure = "";
        } catch (IOException e) {
            String failure = LogText.of(e.toString(), MAX_FAILURE);
            if (!failure.equals(keyFailure)) {
                LOG.error("The keys of TLS are not taken, those before stay: {}", failure);
            }
            keyFailure = failure;
        }
    }

    @Override
    public Tls tls() {
        return tls;
    }

    @Override
    public int maxConnections() {
        return settings.maxConnections();
    }

    @Override
    public int readTimeoutMillis() {
        return (int) settings.readTimeout().toMillis();
    }

    @Override
    public int idleTimeoutMillis() {
        return (int) settings.idleTimeout().toMillis();
    }

    @Override
    public int workers() {
        return settings.workers();
    }
}
