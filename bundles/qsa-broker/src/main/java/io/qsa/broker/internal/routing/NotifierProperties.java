package io.qsa.broker.internal.routing;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.qsa.spi.Notifier;

/** The service properties of a notifier that matter for the choice. Immutable. */
public final class NotifierProperties {
    /** The preferred one first, as the framework orders services. */
    static final Comparator<NotifierProperties> PREFERENCE = Comparator.comparingInt(NotifierProperties::ranking)
            .reversed()
            .thenComparingLong(NotifierProperties::serviceId);

    private static final String SERVICE_ID = "service.id";
    private static final String SERVICE_RANKING = "service.ranking";

    private final Map<String, Object> all;
    private final long serviceId;
    private final String name;
    private final Set<String> packages;

    public NotifierProperties(Map<String, Object> all) {
        this.all = Map.copyOf(all);
        this.serviceId = all.get(SERVICE_ID) instanceof Long id ? id : 0;
        this.name = all.get(Notifier.NAME) instanceof String text ? text : "unnamed-" + serviceId;
        this.packages = texts(all.get(Notifier.PACKAGES)).collect(Collectors.toUnmodifiableSet());
    }

    /** Every service property, for filters. */
    Map<String, Object> all() {
        return all;
    }

    public String name() {
        return name;
    }

    /** The event packages that it serves; compared as tokens, letter by letter (RFC 6665 section 8.2.1). */
    public Set<String> packages() {
        return packages;
    }

    public int ranking() {
        return all.get(SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    /** Whether it accepts new subscriptions; true unless the property is false. */
    public boolean isAccepting() {
        return !"false".equalsIgnoreCase(String.valueOf(all.get(Notifier.ACCEPTING)));
    }

    long serviceId() {
        return serviceId;
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof Object[] several) {
            return Arrays.stream(several).map(String::valueOf);
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf);
        }
        return Stream.ofNullable(value).map(String::valueOf);
    }
}
