package io.qsa.itests.swap.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import io.qsa.Subscription;
import io.qsa.base.command.RecordedCall;
import io.qsa.base.command.ShellCommand;
import io.qsa.itests.platform.Platform;
import io.qsa.spi.NotifierInfo;
import io.qsa.spi.SubscriptionAdmin;

/** The objects that the platform holds for subscriptions, read as an operator does. Safe for any thread. */
public final class Gauges {
    private static final Set<String> UNDER_WAY =
            Set.of("subscriptions_leaving", "subscribes_in_flight", "subscribes_waiting");
    private static final Set<String> HELD = Set.of("subscriptions", "dialogs");

    private final Platform platform;

    public Gauges(Platform platform) {
        this.platform = platform;
    }

    /** How many subscriptions a notifier serves or is about to serve. */
    public int heldBy(String notifier) {
        return (int) platform.service(SubscriptionAdmin.class).subscriptions().stream()
                .filter(info -> info.notifier().filter(notifier::equals).isPresent()
                        || info.successor().filter(notifier::equals).isPresent())
                .count();
    }

    /** Whether a subscription has no notifier and is not about to have one. */
    public boolean isParked(Subscription subscription) {
        return platform.service(SubscriptionAdmin.class)
                .subscription(subscription.id())
                .filter(info -> info.notifier().isEmpty() && info.successor().isEmpty())
                .isPresent();
    }

    /** The state of a subscription, for people. */
    public String describe(String record) {
        return platform.service(SubscriptionAdmin.class).subscriptions().stream()
                .filter(info -> info.request().record().equals(record))
                .map(info -> info.id() + " " + info.request().subscriber() + " " + info.status() + " (" + info.reason()
                        + ") at " + info.notifier() + " -> " + info.successor() + " by " + info.route())
                .toList()
                .toString();
    }

    /** Everything that is not as it is when nobody subscribes. */
    public List<String> leftovers() {
        List<String> left = new ArrayList<>();
        SubscriptionAdmin admin = platform.service(SubscriptionAdmin.class);
        admin.subscriptions().forEach(info -> left.add("subscription " + info.id()));
        admin.notifiers().stream()
                .filter(notifier -> notifier.subscriptions() != 0)
                .map(Gauges::describe)
                .forEach(left::add);
        if (admin.statistics().get("moves.waiting") != 0) {
            left.add("moves.waiting " + admin.statistics().get("moves.waiting"));
        }
        left.addAll(ofB2b(HELD));
        left.addAll(exchangesUnderWay());
        rows("pa:presentities").stream()
                .filter(row -> (Integer) row.get(4) != 0)
                .forEach(row -> left.add("watched at pa " + row));
        return left;
    }

    /** Exchanges of presence_b2b with the presence server that have not ended. */
    public List<String> exchangesUnderWay() {
        return ofB2b(UNDER_WAY);
    }

    /** Those of these gauges of presence_b2b that are not 0. */
    private List<String> ofB2b(Set<String> names) {
        return rows("b2b:stats").stream()
                .filter(row -> names.contains(row.get(0)) && (Long) row.get(1) != 0)
                .map(row -> "b2b " + row)
                .toList();
    }

    /** The transactions that the SIP endpoint keeps. */
    public List<String> transactions() {
        Predicate<List<Object>> isLive = row -> row.get(0).toString().endsWith("transactions")
                && !row.get(1).toString().equals("0");
        return rows("sip:status").stream().filter(isLive).map(List::toString).toList();
    }

    private static String describe(NotifierInfo notifier) {
        return notifier.subscriptions() + " subscriptions at " + notifier.name();
    }

    private List<List<Object>> rows(String command) {
        RecordedCall call = new RecordedCall(Map.of());
        try {
            find(command)
                    .orElseThrow(() -> new AssertionError("no command " + command))
                    .execute(call);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return call.table().rows();
    }

    private Optional<ShellCommand> find(String name) {
        BundleContext context = platform.context();
        try {
            for (ServiceReference<ShellCommand> reference : context.getServiceReferences(ShellCommand.class, null)) {
                ShellCommand command = context.getService(reference);
                if (command != null
                        && name.equals(command.syntax().scope() + ":"
                                + command.syntax().function())) {
                    return Optional.of(command);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Optional.empty();
    }
}
