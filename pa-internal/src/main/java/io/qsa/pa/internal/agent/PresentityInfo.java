package io.qsa.pa.internal.agent;

import java.util.List;

import io.qsa.presence.PresenceInfo;

/**
 * A snapshot of one presentity. Immutable.
 *
 * @param status the status for watchers with {@code allow}
 * @param entityTags of its publications, the oldest first
 * @param internalWatchers how many bundles of this platform watch it
 * @param sipWatchers how many SIP user agents watch it
 */
public record PresentityInfo(PresenceInfo status, List<String> entityTags, int internalWatchers, int sipWatchers) {}
