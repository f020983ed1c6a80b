package io.qsa.shell.internal.commands;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** One configuration of a Config Admin, and how often it was updated. Confined to a test. */
final class FakeConfigurations {
    final List<Map<String, Object>> updates = new ArrayList<>();
    private final Map<String, Object> present;

    FakeConfigurations(Map<String, Object> present) {
        this.present = present;
    }

    ConfigurationAdmin admin() {
        return of(ConfigurationAdmin.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getConfiguration" -> configuration();
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Configuration configuration() {
        return of(Configuration.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getProperties" -> present.isEmpty() ? null : new Hashtable<>(present);
            case "updateIfDifferent" -> update((Dictionary<?, ?>) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private boolean update(Dictionary<?, ?> properties) {
        Map<String, Object> update = new HashMap<>();
        for (Enumeration<?> keys = properties.keys(); keys.hasMoreElements(); ) {
            Object key = keys.nextElement();
            update.put(String.valueOf(key), properties.get(key));
        }
        boolean isDifferent = !update.equals(present);
        if (isDifferent) {
            updates.add(update);
        }
        return isDifferent;
    }

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
