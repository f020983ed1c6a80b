package io.qsa.pa.internal.sip;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.presence.PidfWriter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.open;
import static io.qsa.pa.internal.agent.Agents.settings;
import static org.assertj.core.api.Assertions.assertThat;

class SipFaceTest {
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final PresenceAgent agent = Agents.agent(new VirtualTimers(), "auth", "none");
    private final SipFace face = new SipFace(agent, endpoint);
    private final UserAgent bob = new UserAgent("call-1");
    private boolean stopped;

    @AfterEach
    void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        agent.apply(settings("auth", "none", "stop_timeout", "0"));
        face.deactivate();
    }

    @Test
    void otherMethodsAreLeftToOthers() {
        SipRequest message = bob.request("MESSAGE");

        assertThat(face.handle(endpoint.incoming(message))).isFalse();
        assertThat(endpoint.log()).isEmpty();
    }

    @Test
    void whatIsRefusedIsAnswered() {
        FakeEndpoint.Incoming subscribe = endpoint.incoming(bob.request("SUBSCRIBE"));
        FakeEndpoint.Incoming publish = endpoint.incoming(bob.publish(600));

        assertThat(face.handle(subscribe)).isTrue();
        assertThat(face.handle(publish)).isTrue();

        assertThat(endpoint.log()).containsExactly("489", "400");
    }

    /** RFC 3261 section 8.2.2.3. */
    @Test
    void anExtensionThatIsNotKnownIsNotServed() {
        FakeEndpoint.Incoming subscribe = endpoint.incoming(bob.subscribe(600).with("Require", "eventlist, gruu"));

        face.handle(subscribe);

        assertThat(subscribe.response().code()).isEqualTo(420);
        assertThat(subscribe.response().header("Unsupported")).contains("eventlist, gruu");
        assertThat(endpoint.log()).containsExactly("420");
    }

    /** N13, X17, X20: by default unknown senders can neither watch nor publish; nothing is sent to a Contact. */
    @Test
    void aStrangerGetsAChallengeAndNothingElse() {
        agent.apply(settings());

        face.handle(endpoint.incoming(bob.subscribe(600)));
        face.handle(endpoint.incoming(bob.publish(600).withBody(UserAgent.PIDF, PidfWriter.write(open("a")))));
        face.handle(endpoint.incoming(bob.subscribe(0).with("Authorization", "Digest username=\"bob\"")));

        assertThat(endpoint.log()).containsExactly("401", "401", "401");
        assertThat(agent.presentities()).isEmpty();
    }

    /** N16, Q14: a watcher that does not answer does not delay others. */
    @Test
    void aStopWithoutPatienceTellsEveryWatcherAndGoes() {
        face.handle(endpoint.incoming(bob.subscribe(600)));
        endpoint.answer(200);
        endpoint.log();

        stop();

        assertThat(endpoint.log()).containsExactly("NOTIFY terminated;reason=deactivated");
    }
}
