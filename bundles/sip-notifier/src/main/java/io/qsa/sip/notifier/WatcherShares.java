package io.qsa.sip.notifier;

import java.util.Optional;
import java.util.function.UnaryOperator;

import io.qsa.base.collection.DenseSet;

/**
 * How many subscriptions each watcher holds, and how much they keep, so that no watcher uses up the room of all. Safe for any thread: a watcher is guarded by one of a few monitors, the last in the order of locks.
 */
public final class WatcherShares {
    /**
     * The limits of one watcher. Immutable.
     *
     * @param subscriptions at the same time
     * @param all what all of them keep
     */
    public record Most(int subscriptions, Weight all) {
        private static final Most ANY = new Most(Integer.MAX_VALUE, Integer.MAX_VALUE);

        public Most(int subscriptions, int characters) {
            this(subscriptions, new Weight(characters, Integer.MAX_VALUE));
        }
    }

    /**
     * What one subscription keeps. Immutable.
     *
     * @param characters of its dialog, and of what it is for
     * @param members of the list that it is for; 0 if it is for no list
     */
    public record Weight(int characters, int members) {}

    /** The usage of one watcher. Guarded by the monitor of its watcher. */
    private static final class Share {
        private final String watcher;
        private int subscriptions;
        private long characters;
        private long members;

        Share(String watcher) {
            this.watcher = watcher;
        }
    }

    private static final int MONITORS = 64;

    private final UnaryOperator<String> name;
    private final DenseSet<Share> shares;
    private final Object[] monitors = new Object[MONITORS];

    /** @param name the same for all URIs of one watcher */
    public WatcherShares(UnaryOperator<String> name) {
        this.name = name;
        this.shares = new DenseSet<>(share -> name.apply(share.watcher).hashCode());
        for (int i = 0; i < MONITORS; i++) {
            monitors[i] = new Object();
        }
    }

    /** Gives a watcher one more subscription that keeps so many characters, unless it would have too much then. */
    public boolean take(String watcher, int characters, Most most) {
        return take(watcher, new Weight(characters, 0), most);
    }

    /** The same for a subscription of this weight. */
    public boolean take(String watcher, Weight weight, Most most) {
        String known = name.apply(watcher);
        synchronized (monitor(known)) {
            Optional<Share> present = find(known);
            int subscriptions = present.map(share -> share.subscriptions).orElse(0);
            long characters =
                    weight.characters() + present.map(share -> share.characters).orElse(0L);
            long members =
                    weight.members() + present.map(share -> share.members).orElse(0L);
            if (subscriptions >= most.subscriptions()
                    || characters > most.all().characters()
                    || members > most.all().members()) {
                return false;
            }
            Share share = present.orElseGet(() -> added(watcher));
            share.subscriptions++;
            share.characters = characters;
            share.members = members;
            return true;
        }
    }

    /** The same for one that was there before, whatever the limits are now. */
    public void restore(String watcher, int characters) {
        take(watcher, characters, Most.ANY);
    }

    /** A subscription of a watcher has ended; the number of characters is the one with which it was added. */
    public void giveBack(String watcher, int characters) {
        giveBack(watcher, new Weight(characters, 0));
    }

    /** The same for a subscription of this weight. */
    public void giveBack(String watcher, Weight weight) {
        String known = name.apply(watcher);
        synchronized (monitor(known)) {
            find(known).ifPresent(share -> {
                share.characters -= weight.characters();
                share.members -= weight.members();
                if (--share.subscriptions == 0) {
                    shares.remove(share);
                }
            });
        }
    }

    /** How many watchers there are. */
    public int size() {
        return shares.size();
    }

    private Object monitor(String known) {
        return monitors[Math.floorMod(known.hashCode(), MONITORS)];
    }

    private Optional<Share> find(String known) {
        return shares.find(known.hashCode(), share -> name.apply(share.watcher).equals(known));
    }

    private Share added(String watcher) {
        Share share = new Share(watcher);
        shares.add(share);
        return share;
    }
}
