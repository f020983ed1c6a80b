package io.qsa.shell.internal.commands;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.Notification;
import io.qsa.NotificationQueue;
import io.qsa.Reason;
import io.qsa.Subscription;
import io.qsa.SubscriptionService;
import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.spi.SubscriptionAdmin;

/** {@code qsa:watch}: subscribes for as long as the command runs. Safe for any thread. */
@Component
public final class WatchCommand implements ShellCommand {
    private static final String COUNT = "--count";
    private static final String TIMEOUT = "--timeout";
    private static final long FOREVER = Duration.ofDays(36_500).toNanos();
    private static final int QUEUE_CAPACITY = 1000;

    private final SubscriptionService service;
    private final LongSupplier nanoTime;
    private final CommandSyntax syntax;

    @Activate
    public WatchCommand(@Reference SubscriptionService service, @Reference SubscriptionAdmin admin) {
        this(service, admin, System::nanoTime);
    }

    WatchCommand(SubscriptionService service, SubscriptionAdmin admin, LongSupplier nanoTime) {
        this.service = service;
        this.nanoTime = nanoTime;
        this.syntax = RequestSyntax.addTo(
                CommandSyntax.of("qsa:watch", "Subscribes and prints notifications as they arrive, until Ctrl-C")
                        .option(COUNT, "N", "End after N notifications")
                        .option(TIMEOUT, "SECONDS", "End after this time"),
                admin);
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(CommandCall call) throws InterruptedException {
        long count = positive(call, COUNT).orElse(Long.MAX_VALUE);
        long nanos = positive(call, TIMEOUT)
                .map(seconds -> Duration.ofSeconds(seconds).toNanos())
                .orElse(FOREVER);
        NotificationQueue queue = service.newQueue(QUEUE_CAPACITY, NotificationQueue.Overflow.DROP_OLDEST);
        Subscription subscription = service.subscribe(RequestSyntax.read(call), queue);
        try {
            print(queue, count, nanoTime.getAsLong() + nanos, call);
        } finally {
            subscription.close();
        }
    }

    private void print(NotificationQueue queue, long count, long deadline, CommandCall call)
            throws InterruptedException {
        long printed = 0;
        boolean goesOn = true;
        while (goesOn && printed < count) {
            Optional<Notification> next = queue.poll(Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong())));
            next.ifPresent(notification -> call.print(NotificationLine.of(notification, ZoneId.systemDefault())));
            goesOn = next.isPresent() && !isLast(next.get());
            printed++;
        }
        if (queue.dropped() > 0) {
            call.print(queue.dropped() + " notifications came too fast to be printed");
        }
    }

    private static boolean isLast(Notification notification) {
        return notification.reason().token().equals(Reason.SERVICE_STOPPED);
    }

    private static Optional<Long> positive(CommandCall call, String option) {
        return call.option(option).map(text -> {
            if (!text.matches("0*[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException(option + " is no whole number above 0: '" + text + "'");
            }
            return Long.valueOf(text);
        });
    }
}
