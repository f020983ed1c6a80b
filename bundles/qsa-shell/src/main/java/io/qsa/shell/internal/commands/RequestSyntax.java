package io.qsa.shell.internal.commands;

import java.util.Collection;
import java.util.function.Function;

import io.qsa.SubscriptionRequest;
import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.spi.SubscriptionAdmin;

/** The words of a command that describe a subscription request. */
final class RequestSyntax {
    private static final String PACKAGE = "--package";
    private static final String RECORD = "RECORD";
    private static final String SUBSCRIBER = "SUBSCRIBER";

    private RequestSyntax() {}

    /** Adds the words; the URIs of the subscriptions that are there are proposed. */
    static CommandSyntax addTo(CommandSyntax syntax, SubscriptionAdmin admin) {
        return syntax.option(PACKAGE, "P", "The event package, " + SubscriptionRequest.PRESENCE + " if left out")
                .argument(
                        RECORD, "The URI to whose status to subscribe", () -> uris(admin, SubscriptionRequest::record))
                .argument(SUBSCRIBER, "The URI of the subscriber", () -> uris(admin, SubscriptionRequest::subscriber));
    }

    static SubscriptionRequest read(CommandCall call) {
        return SubscriptionRequest.of(
                call.option(PACKAGE).orElse(SubscriptionRequest.PRESENCE),
                call.argument(RECORD),
                call.argument(SUBSCRIBER));
    }

    private static Collection<String> uris(SubscriptionAdmin admin, Function<SubscriptionRequest, String> part) {
        return admin.subscriptions().stream()
                .map(subscription -> part.apply(subscription.request()))
                .distinct()
                .sorted()
                .toList();
    }
}
