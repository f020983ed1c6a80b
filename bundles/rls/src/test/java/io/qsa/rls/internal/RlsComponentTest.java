package io.qsa.rls.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import io.qsa.rls.ResourceList;
import io.qsa.sip.notifier.FakeEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/** The registrations of the component, and their order. */
class RlsComponentTest {
    @TempDir
    private Path directory;

    private final CompletableFuture<String> thread = new CompletableFuture<>();
    private final CompletableFuture<List<ResourceList>> lists = new CompletableFuture<>();

    private BundleContext context() {
        return proxy(BundleContext.class, service -> {
            if (service instanceof ListServer server) {
                thread.complete(Thread.currentThread().getName());
                lists.complete(server.lists());
            }
        });
    }

    private static <T> T proxy(Class<T> type, Consumer<Object> onRegistered) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> {
            if (!m.getName().equals("registerService")) {
                return null;
            }
            onRegistered.accept(a[1]);
            return proxy(ServiceRegistration.class, none -> {});
        }));
    }

    /** Otherwise a SUBSCRIBE to a list would go to the presence agent. */
    @Test
    void requestsAreTakenWhenTheListsAreKnown() throws Exception {
        Files.writeString(
                directory.resolve("friends@example.com.xml"),
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'/>");
        RlsComponent component = new RlsComponent(
                context(), Map.of("lists_directory", directory.toString()), new FakeQsa(), new FakeEndpoint());
        try {
            assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("qsa-rls");
            assertThat(lists.get(10, TimeUnit.SECONDS))
                    .extracting(ResourceList::uri)
                    .containsExactly("sip:friends@example.com");
        } finally {
            component.deactivate();
        }
    }
}
