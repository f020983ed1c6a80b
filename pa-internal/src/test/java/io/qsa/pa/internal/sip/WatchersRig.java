package io.qsa.pa.internal.sip;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.UserAgent;

import static org.assertj.core.api.Assertions.assertThat;

/** The SIP watchers of an agent, without a network and in virtual time. Confined to the test. */
final class WatchersRig {
    final VirtualTimers timers = new VirtualTimers();
    final FakeEndpoint endpoint = new FakeEndpoint();
    final PresenceAgent agent;
    final SipWatchers watchers;

    WatchersRig(String... settings) {
        agent = Agents.agent(timers, settings);
        watchers = new SipWatchers(agent, endpoint, timers);
    }

    SipResponse handle(SipRequest request) {
        return endpoint.ask(watchers::onSubscribe, request);
    }

    /** Lets a user agent subscribe and take its first NOTIFY. */
    void subscribe(UserAgent watcher, int expires) {
        watcher.establish(handle(watcher.subscribe(expires)));
        endpoint.answer(200);
        endpoint.log();
    }

    void assertNothingLeft() {
        assertThat(watchers.size()).isZero();
        assertThat(agent.presentities()).isEmpty();
        assertThat(timers.size()).isZero();
    }
}
