package io.qsa.presence.b2b;

import java.util.Dictionary;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Constants;

import io.qsa.base.command.ShellCommand;
import io.qsa.presence.b2b.FakeFramework.Service;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.OtherPackage;
import io.qsa.sip.RequestHandler;
import io.qsa.spi.Notifier;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class B2bComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private B2bComponent component;
    private Service notifier;
    private boolean stopped;

    @BeforeEach
    void start() {
        component = new B2bComponent(framework.context(), Map.of("service.ranking", "3", "stop_timeout", "0"));
        component.start();
        notifier = framework.services(Notifier.class).get(0);
    }

    @AfterEach
    void stop() {
        if (!stopped) {
            component.stop();
        }
    }

    @Test
    @DisplayName("registers the notifier, the handler of NOTIFYs and the commands itself")
    void registersItsServices() throws Exception {
        Dictionary<?, ?> properties = notifier.nextProperties();

        assertThat(properties.get(Notifier.NAME)).isEqualTo("presence_b2b");
        assertThat(properties.get(Notifier.PACKAGES)).isEqualTo(new String[] {"presence"});
        assertThat(properties.get(Constants.SERVICE_RANKING)).isEqualTo(3);
        Dictionary<?, ?> handler =
                framework.services(RequestHandler.class).get(0).nextProperties();
        assertThat(handler.get(RequestHandler.METHODS)).isEqualTo(new String[] {"NOTIFY"});
        assertThat(handler.get(RequestHandler.EVENTS)).isEqualTo(new String[] {"presence"});
        assertThat(framework.services(ShellCommand.class)).hasSize(3);
    }

    @Test
    @DisplayName("accepts subscriptions while there is an endpoint, and says so once for each change")
    void acceptsWhileThereIsAnEndpoint() throws Exception {
        assertThat(notifier.nextProperties().get(Notifier.ACCEPTING)).isEqualTo(false);
        component.bindEndpoint(endpoint);
        assertThat(notifier.nextProperties().get(Notifier.ACCEPTING)).isEqualTo(true);
        component.change(Map.of("service.ranking", 3, "handle_presence_subscriptions", true));
        component.change(Map.of("service.ranking", "4", "handle_presence_subscriptions", "false"));
        Dictionary<?, ?> drained = notifier.nextProperties();
        assertThat(drained.get(Notifier.ACCEPTING)).isEqualTo(false);
        assertThat(drained.get(Constants.SERVICE_RANKING)).isEqualTo(4);
        component.change(Map.of("service.ranking", "4"));
        assertThat(notifier.nextProperties().get(Notifier.ACCEPTING)).isEqualTo(true);
        component.unbindEndpoint(endpoint);
        assertThat(notifier.nextProperties().get(Notifier.ACCEPTING)).isEqualTo(false);
        assertThat(notifier.hasNoMoreProperties()).isTrue();
    }

    @Test
    @DisplayName("F50: a package that comes or goes is told to the broker and to the endpoint")
    void packagesThatComeAndGoAreTold() throws Exception {
        Service handler = framework.services(RequestHandler.class).get(0);
        notifier.nextProperties();
        assertThat(handler.nextProperties().get(RequestHandler.ACCEPT))
                .isEqualTo(new String[] {"application/pidf+xml"});
        OtherPackage other = new OtherPackage();
        component.bindEventPackage(other);
        assertThat(notifier.nextProperties().get(Notifier.PACKAGES)).isEqualTo(new String[] {"presence", "other"});
        assertThat(handler.nextProperties().get(RequestHandler.EVENTS)).isEqualTo(new String[] {"presence", "other"});
        component.unbindEventPackage(other);
        assertThat(notifier.nextProperties().get(Notifier.PACKAGES)).isEqualTo(new String[] {"presence"});
        assertThat(handler.nextProperties().get(RequestHandler.EVENTS)).isEqualTo(new String[] {"presence"});
    }

    @Test
    @DisplayName("Q14 after the stop no service and no thread is left")
    void nothingIsLeftAfterTheStop() throws Exception {
        component.bindEndpoint(endpoint);
        notifier.nextProperties();
        notifier.nextProperties();
        ((Notifier) notifier.object).subscribe(FakeSubscription.presence("s"));
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("io.qsa.presence.b2b-timer"))
                .toList();
        assertThat(threads).isNotEmpty();
        component.stop();
        stopped = true;

        assertThat(framework.isEmpty()).isTrue();
        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
        component.unbindEndpoint(endpoint);
    }
}
