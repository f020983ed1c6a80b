package io.qsa.itests.benchmark.subject;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

import io.qsa.itests.platform.BundleJars;

/** Felix EventAdmin with many handlers of one topic: the way in which OSGi delivers one change to many. */
public final class EventAdminSubject {
    private static final String TOPIC = "presence/alice";

    private final LongAdder heard = new LongAdder();
    private final BundleContext context;
    private int handlers;

    private EventAdminSubject(BundleContext context) {
        this.context = context;
    }

    public static void main(String[] arguments) throws IOException, BundleException, InterruptedException {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        Path.of("storage").toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.osgi.service.event;version=1.4.0"));
        framework.start();
        BundleContext context = framework.getBundleContext();
        String jar = BundleJars.onClassPath()
                .jar("org.apache.felix.eventadmin")
                .toUri()
                .toString();
        context.installBundle(jar).start();
        EventAdminSubject subject = new EventAdminSubject(context);
        Orders.follow(subject::execute);
        framework.stop();
        framework.waitForStop(0);
    }

    private Object execute(String[] words) {
        int number = Integer.parseInt(words[1]);
        return words[0].equals("handlers") ? register(number) : publish(number);
    }

    private int register(int count) {
        for (int i = 0; i < count; i++) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(EventConstants.EVENT_TOPIC, TOPIC);
            // Not a lambda: EventAdmin judges handlers by their class.
            context.registerService(EventHandler.class, new Handler(), properties);
        }
        handlers += count;
        return handlers;
    }

    /** Posts an event so many times, each when all have heard of the one before. */
    private long publish(int times) {
        long begin = System.nanoTime();
        EventAdmin admin = context.getService(context.getServiceReference(EventAdmin.class));
        for (int i = 0; i < times; i++) {
            long awaited = heard.sum() + handlers;
            admin.postEvent(new Event(TOPIC, Map.of("note", "n" + i)));
            while (heard.sum() < awaited) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        return System.nanoTime() - begin;
    }

    private final class Handler implements EventHandler {
        @Override
        public void handleEvent(Event event) {
            if (event.getProperty("note") != null) {
                heard.increment();
            }
        }
    }
}
