package io.qsa.pa.internal.agent;

import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.journal.Gate;

/** What is watched: a presentity, or who watches it. Safe for any thread. */
interface Watched {
    /** Where those who watch are told of a change. */
    Gate lane();

    /** What somebody may see now. */
    SubHandling handlingOf(Watcher watcher);

    /** Another number after each change of what is seen by those who are treated like this, and never a negative one. */
    long numberFor(SubHandling handling);

    /** What is seen by those who are treated like this, with the number of it. */
    View viewFor(SubHandling handling);

    /** Somebody is told something else than before. */
    void onTold(Watching watching);

    /** Somebody wants to hear no more. */
    void leave(Watching watching);
}
