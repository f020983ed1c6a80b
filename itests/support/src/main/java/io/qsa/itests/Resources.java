package io.qsa.itests;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resources that are closed at the end of a test, the newest first, and each even if another one fails. Confined to its
 * test.
 */
public final class Resources {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Closes something at the end, before what was opened earlier. */
    public <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    public void closeAll() throws Exception {
        if (open.isEmpty()) {
            return;
        }
        try {
            open.pop().close();
        } finally {
            closeAll();
        }
    }
}
