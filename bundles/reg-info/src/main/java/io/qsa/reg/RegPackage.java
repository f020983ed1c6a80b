package io.qsa.reg;

import java.time.Duration;
import java.util.List;

import org.osgi.service.component.annotations.Component;

import io.qsa.SubscriptionRequest;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;

/** The event package reg (RFC 3680 section 4). Immutable. */
@Component
public final class RegPackage implements EventPackage {
    /** RFC 3680 section 4.4: a bit more than the hour for which contacts register. */
    private static final Duration EXPIRATION = Duration.ofSeconds(3761);

    @Override
    public String name() {
        return "reg";
    }

    @Override
    public List<String> accept() {
        return List.of(RegInfo.CONTENT_TYPE);
    }

    @Override
    public Duration expiration() {
        return EXPIRATION;
    }

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return new RegTable();
    }
}
