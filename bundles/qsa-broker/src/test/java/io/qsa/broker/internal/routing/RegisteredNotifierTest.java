package io.qsa.broker.internal.routing;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class RegisteredNotifierTest {
    private final RegisteredNotifier notifier = new RegisteredNotifier(new Deaf(), "bundle", named("pa"), () -> true);

    private static final class Deaf implements Notifier {
        @Override
        public void subscribe(NotifierSubscription subscription) {}

        @Override
        public void unsubscribe(NotifierSubscription subscription) {}
    }

    private static NotifierProperties named(String name) {
        return new NotifierProperties(Map.of(Notifier.NAME, name));
    }

    @Test
    void aStatusAndNoMoreIsOneStateForAllSubscriptions() {
        assertThat(notifier.state(Status.ACTIVE, Reason.NONE)).isSameAs(notifier.state(Status.ACTIVE, Reason.NONE));
        assertThat(notifier.state(Status.PENDING, Reason.NONE).status()).isEqualTo(Status.PENDING);
        assertThat(notifier.state(Status.PENDING, Reason.of("pending", ""))
                        .reason()
                        .token())
                .isEqualTo("pending");
    }

    @Test
    void aNotifierThatIsRenamedSpeaksUnderItsNewName() {
        notifier.change(named("other"));

        assertThat(notifier.state(Status.ACTIVE, Reason.NONE).notifier()).isEqualTo("other");
        assertThat(notifier.state(Status.ACTIVE, Reason.of("x", "")).notifier()).isEqualTo("other");
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> notifier.state(null, Reason.NONE))
                .withMessage("status");
        assertThatNullPointerException()
                .isThrownBy(() -> notifier.state(Status.ACTIVE, null))
                .withMessage("reason");
    }
}
