package io.qsa.pa.internal.agent;

import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.journal.Gate;

/** Something that can be watched: a presentity, or its watcher information. Safe for any thread. */
interface Watched {
    /** Runs the notification of its watchers. */
    Gate lane();

    /** What a watcher may see now. */
    SubHandling handlingOf(Watcher watcher);

    /** The number of the view for this handling: another one after each change, and never negative. */
    long numberFor(SubHandling handling);

    /** The view for watchers of this handling, with its number. */
    View viewFor(SubHandling handling);

    /** The handling of a watcher has changed, and the watcher has been told. */
    void onTold(Watching watching);

    /** A watcher has ended its watching. */
    void leave(Watching watching);
}
