package io.qsa.pa.internal.rules;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.qsa.pa.SubHandling;

/** The rules of one presentity. Immutable. */
public final class RuleSet {
    private final List<Rule> rules;
    private final List<String> idsOfNobody;
    private final List<String> faults;

    RuleSet(List<Rule> rules, List<String> idsOfNobody, List<String> faults) {
        this.faults = List.copyOf(faults);
        this.rules = List.copyOf(rules);
        this.idsOfNobody = List.copyOf(idsOfNobody);
    }

    /** The most permissive handling of the rules that apply; blocked, if none applies (RFC 5025 section 3.2.1). */
    public SubHandling decide(String watcher, Instant now) {
        Question question = Question.of(watcher, now);
        return rules.stream()
                .filter(rule -> rule.applies(question))
                .map(Rule::handling)
                .max(Comparator.naturalOrder())
                .orElse(SubHandling.BLOCK);
    }

    /** The next instant at which the decision on a watcher may change. */
    Optional<Instant> nextBoundary(Instant now) {
        return rules.stream()
                .flatMap(rule -> rule.conditions().stream())
                .flatMap(Condition::boundaries)
                .filter(boundary -> boundary.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** The identities in it that no watcher can have. */
    List<String> idsOfNobody() {
        return idsOfNobody;
    }

    /** Why rules and identities of the document are invalid, and are ignored. */
    List<String> faults() {
        return faults;
    }

    /** The rules that never apply because a condition is not supported: their ids, and the condition. */
    List<String> unknownConditions() {
        return rules.stream()
                .flatMap(rule -> rule.conditions().stream()
                        .filter(Condition.Unknown.class::isInstance)
                        .map(condition -> rule.id() + " (" + ((Condition.Unknown) condition).name() + ")"))
                .toList();
    }
}
