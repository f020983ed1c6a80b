package io.qsa.itests.karaf.crowd;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

import io.qsa.NotificationListener;
import io.qsa.SubscriptionService;

/**
 * A bundle of applications, which subscribe whenever the service is registered, and the source of their statuses. It
 * reports the members that have no fresh status as late as a given time, and those whose subscription has ended since
 * the last call; through a type of the JDK, so that its user need not be wired to our bundles. Confined to the calls of
 * its life cycle.
 */
public final class CrowdActivator implements BundleActivator {
    /** Service property of these reports. */
    public static final String WHO = "crowd";

    public static final String BEHIND = "behind";
    public static final String ENDED = "ended";
    /** How many there are. */
    public static final int SIZE = 120;

    /** A record at each of these domains, in turn. */
    private static final List<String> DOMAINS = List.of("inside.test", "outside.test");

    private static final int RECORDS = 20;
    private static final int WHITEBOARD_ONE_IN = 6;

    private Changes changes;
    private ServiceTracker<SubscriptionService, SubscriptionService> tracker;

    @Override
    public void start(BundleContext context) {
        changes = new Changes(context, IntStream.range(0, RECORDS).mapToObj(CrowdActivator::record));
        List<Member> members = IntStream.range(0, SIZE).mapToObj(Member::new).toList();
        tracker = new ServiceTracker<>(context, SubscriptionService.class, null) {
            @Override
            public SubscriptionService addingService(ServiceReference<SubscriptionService> reference) {
                SubscriptionService service = super.addingService(reference);
                members.stream().filter(member -> !isOnWhiteboard(member)).forEach(member -> member.subscribe(service));
                return service;
            }
        };
        tracker.open();
        members.stream()
                .filter(CrowdActivator::isOnWhiteboard)
                .forEach(member -> context.registerService(NotificationListener.class, member, member.properties()));
        LongFunction<List<String>> behind = time -> members.stream()
                .filter(member -> !member.hasHeardSince(time))
                .map(Member::toString)
                .toList();
        context.registerService(LongFunction.class, behind, new Hashtable<>(Map.of(WHO, BEHIND)));
        LongFunction<List<String>> ended = any ->
                members.stream().filter(Member::hasEnded).map(Member::toString).toList();
        context.registerService(LongFunction.class, ended, new Hashtable<>(Map.of(WHO, ENDED)));
    }

    private static boolean isOnWhiteboard(Member member) {
        return member.number() % WHITEBOARD_ONE_IN == 0;
    }

    static String record(int number) {
        return "sip:r" + number % RECORDS + "@" + DOMAINS.get(number % DOMAINS.size());
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        tracker.close();
        changes.stop();
    }
}
