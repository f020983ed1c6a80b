package io.qsa.broker;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** As much of a framework as the broker touches. */
public final class FakeFramework {
    private final List<Object> registered = new ArrayList<>();

    /** The services that are registered now. */
    public List<Object> registered() {
        return registered;
    }

    public BundleContext context() {
        return fake(BundleContext.class, (method, arguments) -> switch (method) {
            case "registerService" -> registration(arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    public static Bundle bundle(long id, String symbolicName) {
        return fake(Bundle.class, (method, arguments) -> switch (method) {
            case "getBundleId" -> id;
            case "getSymbolicName" -> symbolicName;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** A reference to a service of a bundle; changes of the map are changes of its properties. */
    @SuppressWarnings("unchecked")
    public static <T> ServiceReference<T> reference(Bundle bundle, Map<String, Object> properties) {
        return fake(ServiceReference.class, (method, arguments) -> switch (method) {
            case "getBundle" -> bundle;
            case "getProperty" -> properties.get(arguments[0]);
            case "getProperties" -> dictionary(properties);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private ServiceRegistration<?> registration(Object service) {
        registered.add(service);
        return fake(ServiceRegistration.class, (method, arguments) -> switch (method) {
            case "unregister" -> registered.remove(service);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static Dictionary<String, Object> dictionary(Map<String, Object> properties) {
        return new Hashtable<>(properties);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                FakeFramework.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = answer.to(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }
}
