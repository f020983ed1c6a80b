package io.qsa.sip.endpoint;

import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import io.qsa.base.config.ConfigValues;
import io.qsa.base.service.RankedServices;
import io.qsa.sip.Transport;

/**
 * Chooses the transport of the endpoint: of those that match {@code transport.target}, the one with the highest ranking.
 * Guarded by its monitor.
 */
final class TransportChoice {
    static final String KEY = "transport.target";

    private final RankedServices<Transport> transports = new RankedServices<>();
    private final Consumer<Optional<Transport>> chosen;
    private Optional<Filter> target = Optional.empty();
    private Optional<Transport> last = Optional.empty();

    /** @param chosen called for each choice that differs from the one before; at first there is none */
    TransportChoice(Consumer<Optional<Transport>> chosen) {
        this.chosen = chosen;
    }

    /** @throws IllegalArgumentException that names the key, if it is no filter; empty for a blank text */
    static Optional<Filter> filter(ConfigValues values) {
        return values.value(KEY, "", "an LDAP filter or empty", TransportChoice::parse);
    }

    private static Optional<Filter> parse(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(FrameworkUtil.createFilter(text));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    synchronized void choose(Optional<Filter> among) {
        target = among;
        choose();
    }

    /** A transport was registered, or its properties were modified. */
    synchronized void put(ServiceReference<Transport> reference, Transport transport) {
        transports.put(reference, transport);
        choose();
    }

    synchronized void remove(Transport transport) {
        transports.remove(transport);
        choose();
    }

    private void choose() {
        Optional<Transport> best =
                transports.first(reference -> target.isEmpty() || target.get().match(reference));
        if (!best.equals(last)) {
            last = best;
            chosen.accept(best);
        }
    }
}
