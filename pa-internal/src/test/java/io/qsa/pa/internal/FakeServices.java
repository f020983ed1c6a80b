package io.qsa.pa.internal;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A bundle context that knows nothing but registrations, and writes them down. */
final class FakeServices {
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private final Map<Class<?>, Dictionary<?, ?>> properties = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();

    BundleContext context() {
        return (BundleContext)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (p, m, a) -> {
                    if (!m.getName().equals("registerService") || !(a[0] instanceof Class<?> type)) {
                        throw new UnsupportedOperationException(m.toString());
                    }
                    services.put(type, a[1]);
                    properties.put(type, (Dictionary<?, ?>) a[2]);
                    return registration(type);
                });
    }

    private ServiceRegistration<?> registration(Class<?> type) {
        return (ServiceRegistration<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (p, m, a) -> {
                    events.add(m.getName() + " " + type.getSimpleName());
                    switch (m.getName()) {
                        case "setProperties" -> properties.put(type, (Dictionary<?, ?>) a[0]);
                        case "unregister" -> services.remove(type);
                        default -> throw new UnsupportedOperationException(m.toString());
                    }
                    return null;
                });
    }

    <T> T service(Class<T> type) {
        return type.cast(services.get(type));
    }

    Object property(Class<?> type, String key) {
        return properties.get(type).get(key);
    }

    /** What happened to registrations since the last call. */
    List<String> events() {
        List<String> copy = List.copyOf(events);
        events.clear();
        return copy;
    }

    boolean isEmpty() {
        return services.isEmpty();
    }
}
