package io.qsa.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** F133: what it begins it ends. */
class ScenarioTest {
    private final FakePlatform platform = new FakePlatform();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void hearsThreeNotificationsOfEachProvider() throws Exception {
        play();

        List<String> heard =
                transcript().lines().filter(line -> line.contains("=>")).toList();
        assertThat(heard.subList(0, 3)).allMatch(line -> line.contains(" pa "));
        assertThat(heard.subList(3, 6)).allMatch(line -> line.contains(" presence_b2b "));
        assertThat(heard.subList(6, 9)).allMatch(line -> line.contains(" pa "));
        assertThat(heard.get(0)).contains("q1  #1 ").contains("ACTIVE").contains("open \"at the desk, change 1\"");
        assertThat(platform.closed).isTrue();
        assertThat(platform.removed).isEqualTo("sip:alice@demo.example");
    }

    @Test
    void failsWhenAProviderStaysSilent() {
        platform.silent = "presence_b2b";

        assertThatIllegalStateException()
                .isThrownBy(this::play)
                .withMessage("only 0 of 3 notifications by presence_b2b came within 60 s");
        assertThat(platform.closed).isTrue();
        assertThat(platform.removed).isEqualTo("sip:alice@demo.example");
    }

    @Test
    void failsWhenTheSubscriptionEnds() {
        platform.statusOf.put("presence_b2b", Status.TERMINATED);

        assertThatIllegalStateException()
                .isThrownBy(this::play)
                .withMessageStartingWith("the subscription was TERMINATED");
    }

    @Test
    void failsWhenTheSubscriptionBecomesAnother() {
        platform.idOf.put("presence_b2b", "q2");

        assertThatIllegalStateException().isThrownBy(this::play).withMessage("the subscription became q2");
    }

    private void play() throws Exception {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Transcript transcript = new Transcript(print, () -> platform.now.toNanos());
        new Scenario(platform, platform, platform.settings, transcript).play();
    }

    private String transcript() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
