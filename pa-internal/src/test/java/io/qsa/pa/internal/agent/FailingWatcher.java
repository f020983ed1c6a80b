package io.qsa.pa.internal.agent;

/** A watcher whose calls always fail. */
class FailingWatcher implements PresenceWatcher {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String uri() {
        return "sip:carol@example.com";
    }

    @Override
    public void onStatus(WatcherEntry watching) {
        fail();
    }

    @Override
    public void onPending() {
        fail();
    }

    @Override
    public void onRejected() {
        fail();
    }

    @Override
    public void onGone() {
        fail();
    }

    private static void fail() {
        throw new IllegalStateException("as it must be in this test");
    }
}
