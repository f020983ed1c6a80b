package io.qsa.pa.internal.rules;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One condition of a rule (RFC 4745 section 7). Immutable. */
sealed interface Condition {
    boolean holds(Question question);

    /** The instants at which it may begin or cease to hold for the same watcher. */
    default Stream<Instant> boundaries() {
        return Stream.empty();
    }

    /**
     * The watcher is one of these (section 7.1).
     *
     * @param ones watchers by their identity
     */
    record Identity(Set<String> ones, List<Many> manies) implements Condition {
        public Identity {
            ones = Set.copyOf(ones);
            manies = List.copyOf(manies);
        }

        @Override
        public boolean holds(Question question) {
            return ones.contains(question.identity()) || manies.stream().anyMatch(many -> many.includes(question));
        }
    }

    /**
     * Every user, or every user of a domain, with exceptions (section 7.1.3).
     *
     * @param domain empty for every user
     */
    record Many(String domain, Set<String> exceptWatchers, Set<String> exceptDomains) {
        public Many {
            exceptWatchers = Set.copyOf(exceptWatchers);
            exceptDomains = Set.copyOf(exceptDomains);
        }

        boolean includes(Question question) {
            return (domain.isEmpty() || domain.equals(question.domain()))
                    && !exceptWatchers.contains(question.watcher())
                    && !exceptDomains.contains(question.domain());
        }
    }

    /** The present time is in one of these intervals (section 7.4). */
    record Validity(List<Interval> intervals) implements Condition {
        public Validity {
            intervals = List.copyOf(intervals);
        }

        @Override
        public boolean holds(Question question) {
            return intervals.stream().anyMatch(interval -> interval.includes(question.at()));
        }

        @Override
        public Stream<Instant> boundaries() {
            return intervals.stream().flatMap(interval -> Stream.of(interval.from(), interval.until()));
        }
    }

    /** An interval, including its beginning and excluding its end. */
    record Interval(Instant from, Instant until) {
        boolean includes(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }

    /** A condition that is unknown or not supported, which never holds (section 7). */
    record Unknown(String name) implements Condition {
        @Override
        public boolean holds(Question question) {
            return false;
        }
    }
}
