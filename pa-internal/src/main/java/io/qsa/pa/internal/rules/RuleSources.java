package io.qsa.pa.internal.rules;

import java.util.Objects;
import java.util.Optional;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.service.RankedServices;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.SubHandling;

/** All sources of rules: services, the highest ranking first, then a directory. Safe for any thread. */
public final class RuleSources implements PresenceRules {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSources.class);
    private static final PresenceRules NONE = (presentity, watcher) -> Optional.empty();

    private final RankedServices<PresenceRules> services = new RankedServices<>();
    private volatile PresenceRules directory = NONE;

    public void add(ServiceReference<PresenceRules> reference, PresenceRules rules) {
        services.put(reference, rules);
    }

    public void remove(PresenceRules rules) {
        services.remove(rules);
    }

    /** @param watch empty for no directory */
    public void useDirectory(Optional<RulesWatch> watch) {
        directory = watch.<PresenceRules>map(present -> present).orElse(NONE);
    }

    @Override
    public Optional<SubHandling> decide(String presentity, String watcher) {
        for (PresenceRules rules : services.all()) {
            Optional<SubHandling> decision = ask(rules, presentity, watcher);
            if (decision.isPresent()) {
                return decision;
            }
        }
        return directory.decide(presentity, watcher);
    }

    /** Asks one service. If it throws, for example because its bundle is being updated, the watcher is not admitted. */
    private static Optional<SubHandling> ask(PresenceRules rules, String presentity, String watcher) {
        try {
            return Objects.requireNonNull(rules.decide(presentity, watcher), "a decision");
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Presence rules of {} failed, the watcher waits",
                    rules.getClass().getName(),
                    e);
            return Optional.of(SubHandling.CONFIRM);
        }
    }
}
