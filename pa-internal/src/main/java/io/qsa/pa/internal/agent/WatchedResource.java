package io.qsa.pa.internal.agent;

import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.journal.RestorationGate;

/** Something that can be watched: a presentity, or its watcher information. Safe for any thread. */
interface WatchedResource {
    /** Runs the notification of its watchers. */
    RestorationGate lane();

    /** What a watcher may see now. */
    SubHandling handlingOf(PresenceWatcher watcher);

    /** The number of the view for this handling: another one after each change, and never negative. */
    long numberFor(SubHandling handling);

    /** The view for watchers of this handling, with its number. */
    View viewFor(SubHandling handling);

    /** The handling of a watcher has changed, and the watcher was notified. */
    void onTold(WatcherEntry watching);

    /** A watcher has ended its watching. */
    void leave(WatcherEntry watching);
}
