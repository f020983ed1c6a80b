package io.qsa.presence.b2b;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The part of a framework that registers services. */
final class FakeFramework {
    private final List<Service> services = Collections.synchronizedList(new ArrayList<>());

    BundleContext context() {
        return proxy(BundleContext.class, (name, arguments) -> {
            if (!name.equals("registerService")) {
                throw new UnsupportedOperationException(name);
            }
            Service service = new Service(((Class<?>) arguments[0]).getName(), arguments[1], arguments[2]);
            services.add(service);
            return service.registration();
        });
    }

    /** The services that are registered under a type. */
    List<Service> services(Class<?> type) {
        return services.stream()
                .filter(service -> service.type.equals(type.getName()))
                .toList();
    }

    boolean isEmpty() {
        return services.isEmpty();
    }

    /** One service. */
    final class Service {
        final Object object;
        private final String type;
        private final BlockingQueue<Dictionary<?, ?>> properties = new LinkedBlockingQueue<>();

        Service(String type, Object object, Object properties) {
            this.type = type;
            this.object = object;
            this.properties.add((Dictionary<?, ?>) properties);
        }

        /** The next properties that it was given, waited for. */
        Dictionary<?, ?> nextProperties() throws InterruptedException {
            return properties.poll(20, TimeUnit.SECONDS);
        }

        boolean hasNoMoreProperties() {
            return properties.isEmpty();
        }

        private ServiceRegistration<?> registration() {
            return proxy(ServiceRegistration.class, (name, arguments) -> {
                switch (name) {
                    case "setProperties" -> properties.add((Dictionary<?, ?>) arguments[0]);
                    case "unregister" -> services.remove(this);
                    default -> throw new UnsupportedOperationException(name);
                }
                return null;
            });
        }
    }

    private interface Call {
        Object on(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.on(method.getName(), arguments));
        return type.cast(proxy);
    }
}
