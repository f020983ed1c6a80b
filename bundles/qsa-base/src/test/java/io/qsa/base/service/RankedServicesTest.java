package io.qsa.base.service;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import static org.assertj.core.api.Assertions.assertThat;

class RankedServicesTest {
    private final RankedServices<String> services = new RankedServices<>();

    /** A reference as a framework makes it: higher is the greater ranking, then the lower id. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<String> reference(long id, AtomicInteger ranking) {
        return (ServiceReference<String>) Proxy.newProxyInstance(
                RankedServicesTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> arguments[0].equals(Constants.SERVICE_ID) ? (Object) id : ranking.get();
                    case "compareTo" -> compare(id, ranking.get(), (ServiceReference<?>) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static int compare(long id, int ranking, ServiceReference<?> other) {
        int byRanking = Integer.compare(ranking, (Integer) other.getProperty(Constants.SERVICE_RANKING));
        return byRanking != 0 ? byRanking : Long.compare((Long) other.getProperty(Constants.SERVICE_ID), id);
    }

    @Test
    void theHighestRankingComesFirstAndThenTheOldest() {
        services.put(reference(3, new AtomicInteger(0)), "young");
        services.put(reference(2, new AtomicInteger(0)), "old");
        services.put(reference(4, new AtomicInteger(7)), "high");

        assertThat(services.all()).containsExactly("high", "old", "young");
        assertThat(services.first(reference ->
                        !reference.getProperty(Constants.SERVICE_ID).equals(4L)))
                .contains("old");
    }

    @Test
    void aServiceWhoseRankingChangesGetsItsNewPlace() {
        AtomicInteger ranking = new AtomicInteger(9);
        ServiceReference<String> changing = reference(1, ranking);
        services.put(changing, "changing");
        services.put(reference(2, new AtomicInteger(5)), "other");

        ranking.set(1);
        services.put(changing, "changing");

        assertThat(services.all()).containsExactly("other", "changing");
    }

    @Test
    void aServiceThatWentIsNotThereAnyMore() {
        services.put(reference(1, new AtomicInteger()), "one");
        services.remove("one");
        services.remove("nobody");

        assertThat(services.all()).isEmpty();
        assertThat(services.first(reference -> true)).isEmpty();
    }
}
