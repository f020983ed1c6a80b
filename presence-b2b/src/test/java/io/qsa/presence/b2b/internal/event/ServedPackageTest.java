package io.qsa.presence.b2b.internal.event;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.event.Reading;
import io.qsa.presence.b2b.fake.OtherPackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServedPackageTest {
    /** A package with the mandatory parts only. */
    private static class Plain implements EventPackage {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public List<String> accept() {
            return List.of("text/plain");
        }

        @Override
        public DocumentReader reader(SubscriptionRequest request) {
            return (contentType, body) -> Reading.of(Document.of(contentType, body));
        }
    }

    @Test
    void whatAPackageDoesNotSayHasADefault() {
        ServedPackage served = new ServedPackage(new Plain());

        assertThat(served.event()).isEqualTo("plain");
        assertThat(served.supported()).isEmpty();
        assertThat(served.expirationSeconds()).isEqualTo(3600);
    }

    @Test
    void whatAPackageSaysIsTaken() {
        ServedPackage served = new ServedPackage(new OtherPackage());

        assertThat(served.name()).isEqualTo("other");
        assertThat(served.accept()).containsExactly("text/plain");
        assertThat(served.supported()).containsExactly("additions");
        assertThat(served.expirationSeconds()).isEqualTo(7200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\r\nRoute: <sip:evil>", "a;b", "a,b", "\u00e9"})
    void whatSipCannotCarryIsRefused(String text) {
        assertRefused("name", new Plain() {
            @Override
            public String name() {
                return text;
            }
        });
        assertRefused("event", new Plain() {
            @Override
            public String event() {
                return text;
            }
        });
        assertRefused("accept", new Plain() {
            @Override
            public List<String> accept() {
                return List.of("text/plain", "text/" + text);
            }
        });
        assertRefused("supported", new Plain() {
            @Override
            public List<String> supported() {
                return List.of(text);
            }
        });
    }

    @Test
    void aPackageWithoutTypesOrTimeIsRefused() {
        assertRefused("accept", new Plain() {
            @Override
            public List<String> accept() {
                return List.of();
            }
        });
        assertRefused("expiration", new Plain() {
            @Override
            public Duration expiration() {
                return Duration.ZERO;
            }
        });
        assertRefused("expiration", new Plain() {
            @Override
            public Duration expiration() {
                return Duration.ofDays(100_000);
            }
        });
    }

    private static void assertRefused(String field, EventPackage eventPackage) {
        assertThatThrownBy(() -> new ServedPackage(eventPackage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field);
    }
}
