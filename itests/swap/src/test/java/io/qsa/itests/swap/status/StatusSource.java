package io.qsa.itests.swap.status;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

import io.qsa.itests.Threads;
import io.qsa.itests.peer.server.PresenceServer;
import io.qsa.pa.PresencePublisher;

/**
 * Changes the states of all records until it is stopped, at the presence server and at the agent alike, with the same
 * versions. An agent that starts gets every version before its notifier is registered. Safe for any thread.
 */
public final class StatusSource implements ServiceListener, AutoCloseable {
    private static final String PUBLISHERS =
            "(" + Constants.OBJECTCLASS + "=" + PresencePublisher.class.getName() + ")";

    private final BundleContext context;
    private final List<Record> records;
    private final Map<String, Record> byUri;
    private final Random random = new Random(3863);
    private final Thread thread = new Thread(this::run, "status-source");
    private volatile PresencePublisher publisher;
    private volatile long pause = TimeUnit.MILLISECONDS.toNanos(20);
    private volatile boolean frozen = true;
    private volatile boolean closed;

    /** Gives every record its first version. */
    public StatusSource(BundleContext context, PresenceServer server, List<String> uris) {
        this.context = context;
        this.records = uris.stream().map(uri -> new Record(uri, server)).toList();
        this.byUri = records.stream().collect(Collectors.toMap(Record::uri, Function.identity()));
        changeAll();
        listen();
        thread.start();
    }

    private void listen() {
        try {
            context.addServiceListener(this, PUBLISHERS);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        ServiceReference<PresencePublisher> present = context.getServiceReference(PresencePublisher.class);
        if (present == null) {
            throw new IllegalStateException("there is no publisher of the class that the test knows");
        }
        introduce(present);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            introduce(event.getServiceReference());
        } else if (event.getType() == ServiceEvent.UNREGISTERING) {
            publisher = null;
        }
    }

    private void introduce(ServiceReference<?> reference) {
        PresencePublisher found = (PresencePublisher) context.getService(reference);
        publisher = found;
        records.forEach(record -> record.introduce(found));
    }

    /** Changes states from now on, so many in a second. */
    public void run(int perSecond) {
        pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
        frozen = false;
    }

    /** Changes nothing by itself any more. */
    public void freeze() {
        frozen = true;
    }

    /** Every record gets a new version. */
    public void changeAll() {
        records.forEach(record -> record.change(publisher));
    }

    /** So many changes, as quickly as can be. */
    public void storm(int changes, Random which) {
        for (int i = 0; i < changes; i++) {
            records.get(which.nextInt(records.size())).change(publisher);
        }
    }

    public List<String> uris() {
        return records.stream().map(Record::uri).toList();
    }

    /** The newest version of a record. */
    public int version(String uri) {
        return byUri.get(uri).version();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(pause);
            if (!frozen) {
                records.get(random.nextInt(records.size())).change(publisher);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Threads.join(thread);
        context.removeServiceListener(this);
    }
}
