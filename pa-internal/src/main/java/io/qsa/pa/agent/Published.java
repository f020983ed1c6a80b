package io.qsa.pa.agent;

import io.qsa.pa.timer.Timers.Timer;
import io.qsa.presence.PresenceInfo;

/** One publication as it is under its present entity tag. Immutable. */
record Published(String tag, String entity, PresenceInfo info, Timer expiry) {}
