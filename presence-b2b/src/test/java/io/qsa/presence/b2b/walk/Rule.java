package io.qsa.presence.b2b.walk;

/** The invariants of every walk. */
final class Rule {
    private Rule() {}

    static void keep(boolean kept, String broken, Object where) {
        if (!kept) {
            throw new AssertionError(broken + ": " + where);
        }
    }
}
