package io.qsa.pa.internal.rules;

import java.util.List;

import io.qsa.pa.SubHandling;

/**
 * One rule: the conditions, all of which must hold, and the handling. Immutable.
 *
 * @param id for logs
 */
record Rule(String id, List<Condition> conditions, SubHandling handling) {
    Rule {
        conditions = List.copyOf(conditions);
    }

    boolean applies(Question question) {
        return conditions.stream().allMatch(condition -> condition.holds(question));
    }
}
