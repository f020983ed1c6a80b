package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.log.OncePerMinute;
import io.qsa.base.text.LogText;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.transport.Target;

/**
 * Looks up names on threads of its own, and caches the result. Concurrent calls for one hop share one look-up; the numbers of
 * running and waiting look-ups are bounded. Safe for any thread.
 */
public final class DnsResolver implements Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(DnsResolver.class);
    private static final int THREADS = 16;
    private static final int MAX_WAITING = 1000;
    private static final long CLOSE_MILLIS = 200;

    /** How long a failure is cached, so that dead name servers do not get a question for each request. */
    private static final long FAILURE_SECONDS = 5;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), DnsResolver::thread);
    private final Map<Key, List<Consumer<List<Target>>>> waiting = new HashMap<>();
    private final LocationCache cache = new LocationCache();
    private final NumericTargets numerics;
    private final OncePerMinute<String> lines = new OncePerMinute<>();
    private final Supplier<DnsSettings> settings;
    private final Reach reach;
    private final LongSupplier clock;
    private final SystemNames system;
    private final NameServers servers;

    /** @param clock milliseconds of a monotonic clock */
    public DnsResolver(Supplier<DnsSettings> settings, Reach reach, LongSupplier clock) {
        this(settings, reach, clock, new SystemNames());
    }

    DnsResolver(Supplier<DnsSettings> settings, Reach reach, LongSupplier clock, SystemNames system) {
        this.settings = settings;
        this.reach = reach;
        this.numerics = new NumericTargets(reach);
        this.clock = clock;
        this.system = system;
        this.servers = new NameServers(() -> settings.get().servers());
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "io.qsa.sip-resolver");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void resolve(SipUri hop, Consumer<List<Target>> found) {
        Optional<List<Target>> numeric = numerics.of(hop);
        if (numeric.isPresent()) {
            found.accept(numeric.get());
            return;
        }
        Key key = Key.of(hop);
        Optional<Location> known = cache.fresh(key, clock.getAsLong());
        if (known.isPresent()) {
            found.accept(targets(known.get()));
        } else {
            lookUp(key, hop, found);
        }
    }

    private static List<Target> targets(Location location) {
        return location.targets(ThreadLocalRandom.current());
    }

    private void lookUp(Key key, SipUri hop, Consumer<List<Target>> found) {
        synchronized (waiting) {
            List<Consumer<List<Target>>> others = waiting.get(key);
            if (others != null) {
                others.add(found);
                return;
            }
            waiting.put(key, new ArrayList<>(List.of(found)));
        }
        try {
            threads.execute(() -> answer(key, locate(key, hop)));
        } catch (RejectedExecutionException e) {
            answer(key, Location.nowhere(0));
        }
    }

    private void answer(Key key, Location location) {
        List<Consumer<List<Target>>> all;
        synchronized (waiting) {
            all = waiting.containsKey(key) ? waiting.remove(key) : List.of();
        }
        all.forEach(one -> tell(one, location));
    }

    /** An exception of one request must not affect others that wait for the same look-up. */
    private static void tell(Consumer<List<Target>> one, Location location) {
        try {
            one.accept(targets(location));
        } catch (RuntimeException | Error e) {
            LOG.error("A request did not go on after its look-up", e);
        }
    }

    private Location locate(Key key, SipUri hop) {
        DnsSettings now = settings.get();
        Location location;
        try {
            long deadline = System.nanoTime() + now.timeout().toNanos();
            location = new Locator(new DnsRecords(servers, deadline), system, reach).locate(hop);
        } catch (IOException | RuntimeException e) {
            // Whatever the library throws for records of a peer, the callers must get a result.
            location = unknown(key, hop, e);
        }
        cache.put(key, location, clock.getAsLong(), now.cacheSize());
        return location;
    }

    /** After a failure: the last known location, even if it is out of date (RFC 8767). */
    private Location unknown(Key key, SipUri hop, Exception e) {
        if (lines.isDue(hop.targetHost(), clock.getAsLong())) {
            LOG.warn(
                    "Cannot look {} up: {}; see dns_servers of io.qsa.sip",
                    hop.targetHost(),
                    LogText.of(e.getMessage()));
        }
        return new Location(cache.last(key).map(Location::services).orElse(List.of()), FAILURE_SECONDS);
    }

    /** Empties the cache, for example because other transports or addresses can be reached now. */
    public void clear() {
        cache.clear();
    }

    /** Ends all look-ups; waiting callers get no targets. */
    @Override
    public void close() {
        threads.shutdownNow();
        servers.close();
        try {
            threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Key> left;
        synchronized (waiting) {
            left = List.copyOf(waiting.keySet());
        }
        left.forEach(key -> answer(key, Location.nowhere(0)));
    }

    /** The parts of a URI that decide its location. */
    private record Key(String host, int port, String transport, boolean secure) {
        static Key of(SipUri hop) {
            return new Key(
                    hop.targetHost(),
                    hop.port().orElse(-1),
                    hop.parameter("transport").orElse(""),
                    hop.isSecure());
        }
    }
}
