package io.qsa.pa.internal.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.qsa.base.uri.UriIdentity;

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
     * @param ones identities by the key of their user
     */
    record Identity(Map<String, List<UriIdentity>> ones, List<Many> manies) implements Condition {
        public Identity {
            ones = Map.copyOf(ones);
            manies = List.copyOf(manies);
        }

        static Identity of(List<UriIdentity> ones, List<Many> manies) {
            return new Identity(ones.stream().collect(Collectors.groupingBy(UriIdentity::userKey)), manies);
        }

        @Override
        public boolean holds(Question question) {
            return question.identity().filter(this::isOne).isPresent()
                    || manies.stream().anyMatch(many -> many.includes(question));
        }

        private boolean isOne(UriIdentity watcher) {
            return ones.getOrDefault(watcher.userKey(), List.of()).stream().anyMatch(watcher::isSameAs);
        }
    }

    /**
     * Every user, or every user of a domain, with exceptions (section 7.1.3).
     *
     * @param domain empty for every user
     * @param exceptUsers by the key of the user
     */
    record Many(String domain, Set<String> exceptUsers, Set<String> exceptDomains) {
        public Many {
            exceptUsers = Set.copyOf(exceptUsers);
            exceptDomains = Set.copyOf(exceptDomains);
        }

        boolean includes(Question question) {
            return question.identity().isPresent()
                    && (domain.isEmpty() || domain.equals(question.domain()))
                    && !exceptUsers.contains(question.user())
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
