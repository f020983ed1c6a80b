package io.qsa.sip.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.qsa.sip.SipUri;
import io.qsa.sip.transport.NumericHost;

/**
 * Takes transport and port from the URI and asks the system for the address of a name, on a few threads of its own, since
 * the answer may take long. Safe for any thread.
 */
final class SystemResolver implements Resolver {
    private static final int THREADS = 4;
    private static final int MAX_WAITING = 1000;
    private static final long CLOSE_MILLIS = 200;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), SystemResolver::thread);

    SystemResolver() {
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "io.qsa.sip-resolver");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void resolve(SipUri hop, Consumer<List<Target>> found) {
        Optional<InetAddress> numeric = NumericHost.parse(hop.host());
        if (numeric.isPresent()) {
            found.accept(List.of(target(hop, numeric.get())));
            return;
        }
        try {
            threads.execute(new Lookup(hop, found));
        } catch (RejectedExecutionException e) {
            found.accept(List.of());
        }
    }

    private static Target target(SipUri hop, InetAddress address) {
        String transport = hop.transport().orElse("udp");
        int port = hop.port().orElse(transport.equals("tls") ? 5061 : 5060);
        return new Target(transport, new InetSocketAddress(address, port));
    }

    /** What waits hears that nothing was found; a lookup that runs cannot be stopped and ends by itself. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(waiting -> ((Lookup) waiting).found.accept(List.of()));
        try {
            threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Lookup implements Runnable {
        private final SipUri hop;
        private final Consumer<List<Target>> found;

        Lookup(SipUri hop, Consumer<List<Target>> found) {
            this.hop = hop;
            this.found = found;
        }

        @Override
        public void run() {
            found.accept(lookUp());
        }

        private List<Target> lookUp() {
            try {
                return Arrays.stream(InetAddress.getAllByName(hop.host()))
                        .map(address -> target(hop, address))
                        .toList();
            } catch (UnknownHostException e) {
                return List.of();
            }
        }
    }
}
