package io.qsa.base.config;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** F131: the settings in force of a configuration with errors, and the reports about it. */
class ConfiguredSettingsTest {
    /** The settings of a component. */
    private record Settings(int least, int most, boolean on) {
        static Settings of(ConfigValues in) {
            int least = in.number("least", 1, 0, 100);
            int most = in.number("most", 50, 0, 100);
            if (most < least) {
                in.refuse("most", "at least least (" + least + ")", String.valueOf(most));
            }
            return new Settings(least, most, in.flag("on", false));
        }
    }

    private final ConfiguredSettings<Settings> configured = new ConfiguredSettings<>("a.pid", Settings::of);

    @Test
    void whatIsRightHolds() {
        assertThat(configured.apply(Map.of("least", "5", "on", "true"))).isEqualTo(new Settings(5, 50, true));
        assertThat(configured.isRefused()).isFalse();
        assertThat(configured.problems()).isEmpty();
    }

    @Test
    void atAStartEveryGoodValueCountsBesideABadOne() {
        assertThat(configured.apply(Map.of("least", "x", "most", "60", "on", "true")))
                .isEqualTo(new Settings(1, 60, true));
        assertThat(configured.isRefused()).isTrue();
    }

    @Test
    void everythingThatIsWrongIsNamedWithWhatHoldsInItsPlace() {
        configured.apply(Map.of("least", "x", "most", "101", "on", "true"));

        assertThat(configured.problems())
                .containsExactly("Configuration a.pid is applied without what is wrong:"
                        + " least must be a whole number from 0 to 100, not 'x' (its default holds: 1);"
                        + " most must be a whole number from 0 to 100, not '101' (its default holds: 50)");
    }

    @Test
    void ofTwoValuesThatCannotBeTogetherOneHolds() {
        assertThat(configured.apply(Map.of("least", "40", "most", "30"))).isEqualTo(new Settings(40, 50, false));
    }

    @Test
    void wherePartOfItCannotStandBesideADefaultAllDefaultsHold() {
        assertThat(configured.apply(Map.of("least", "60", "most", "x"))).isEqualTo(new Settings(1, 50, false));
    }

    @Test
    void laterABadValueKeepsAllThatWas() {
        configured.apply(Map.of("least", "5"));

        assertThat(configured.apply(Map.of("least", "6", "on", "perhaps"))).isEqualTo(new Settings(5, 50, false));
        assertThat(configured.problems())
                .containsExactly("Configuration a.pid is not applied, what was before holds:"
                        + " on must be true or false, not 'perhaps'");
    }

    @Test
    void aBadValueOfTheStartDoesNotStandInTheWayOfALaterChange() {
        configured.apply(Map.of("least", "5", "on", "perhaps"));

        assertThat(configured.apply(Map.of("least", "6", "on", "perhaps"))).isEqualTo(new Settings(6, 50, false));
        assertThat(configured.isRefused()).isTrue();
    }

    @Test
    void nothingIsWrongAnyMoreOnceItIsMended() {
        configured.apply(Map.of("on", "perhaps"));

        assertThat(configured.apply(Map.of("on", "true"))).isEqualTo(new Settings(1, 50, true));
        assertThat(configured.isRefused()).isFalse();
        assertThat(configured.problems()).isEmpty();
    }
}
