package io.qsa.pa.internal;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A bundle context that only supports registrations, which it records, and whether the platform stops. */
final class FakeServices {
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private final Map<Class<?>, Dictionary<?, ?>> properties = new LinkedHashMap<>();
    /** Of the bundle of the framework. */
    int platformState = Bundle.ACTIVE;

    private final List<String> events = new ArrayList<>();

    BundleContext context() {
        return (BundleContext)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (p, m, a) -> {
                    if (m.getName().equals("getBundle")) {
                        return platform();
                    }
                    if (!m.getName().equals("registerService") || !(a[0] instanceof Class<?> type)) {
                        throw new UnsupportedOperationException(m.toString());
                    }
                    services.put(type, a[1]);
                    properties.put(type, (Dictionary<?, ?>) a[2]);
                    return registration(type);
                });
    }

    private Bundle platform() {
        return (Bundle)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Bundle.class}, (p, m, a) -> {
                    if (!m.getName().equals("getState")) {
                        throw new UnsupportedOperationException(m.toString());
                    }
                    return platformState;
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

    /** The events of registrations since the last call. */
    List<String> events() {
        List<String> copy = List.copyOf(events);
        events.clear();
        return copy;
    }

    boolean isEmpty() {
        return services.isEmpty();
    }
}
