package io.qsa.broker.internal.routing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RouteTest {
    @Test
    void readsEntriesSeparatedByCommaOrNewline() {
        List<Route> routes =
                Route.parseAll("presence;*.example.com=pa|presence_b2b,\n\n *;*=presence_b2b\r\n reg;a.b=c");

        assertThat(routes)
                .extracting(Route::toString)
                .containsExactly("presence;*.example.com=pa|presence_b2b", "*;*=presence_b2b", "reg;a.b=c");
        assertThat(routes.get(0).notifiers()).containsExactly("pa", "presence_b2b");
    }

    @Test
    void takesBlanksAroundTheSigns() {
        assertThat(Route.parseAll(" presence ; *  =  pa | presence_b2b ").get(0).notifiers())
                .containsExactly("pa", "presence_b2b");
    }

    @Test
    void nothingIsNoRoute() {
        assertThat(Route.parseAll(" ,\n, ")).isEmpty();
    }

    /** Q07. */
    @Test
    void comparesPackagesAsTokens() {
        Route route = Route.parseAll("presence;*=pa").get(0);

        assertThat(route.matches("presence", "")).isTrue();
        assertThat(route.matches("presence.winfo", "")).isFalse();
        assertThat(route.matches("Presence", "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "presence",
                "presence=pa",
                "presence;*",
                "presence;*=",
                "presence;*=|pa",
                "presence;*=pa|",
                "presence;*=pa||b",
                ";*=pa",
                "presence;=pa",
                "pre sence;*=pa",
                "presence;*=p a",
                "presence;*;*=pa",
                "presence;*=pa=b"
            })
    void refusesAnEntryThatItCannotRead(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> Route.parseAll("*;*=pa," + entry));
    }
}
