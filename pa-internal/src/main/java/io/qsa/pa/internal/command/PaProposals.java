package io.qsa.pa.internal.command;

import java.util.List;
import java.util.stream.Stream;

import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.PresentityInfo;

/** The values that the shell proposes for arguments; not more than a few. */
final class PaProposals {
    private static final int MOST = 1000;

    private PaProposals() {}

    static List<String> entities(PresenceAgent agent) {
        return some(agent).map(presentity -> presentity.status().entity()).toList();
    }

    static List<String> entityTags(PresenceAgent agent) {
        return some(agent)
                .flatMap(presentity -> presentity.entityTags().stream())
                .toList();
    }

    private static Stream<PresentityInfo> some(PresenceAgent agent) {
        return agent.presentities().stream().limit(MOST);
    }
}
