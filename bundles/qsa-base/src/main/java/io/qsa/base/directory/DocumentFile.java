package io.qsa.base.directory;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file as it was when it was looked at, with its last good version. Immutable.
 *
 * @param modified with {@code size}: of the version that was read, good or not
 * @param failure why it could not be read since then; empty text if it could
 */
record DocumentFile<T>(FileTime modified, long size, Optional<T> document, String failure) {
    private static final FileTime NEVER = FileTime.fromMillis(Long.MIN_VALUE);

    static <T> DocumentFile<T> unknown() {
        return new DocumentFile<>(NEVER, -1, Optional.empty(), "");
    }

    static <T> DocumentFile<T> of(BasicFileAttributes read, Optional<T> document) {
        return new DocumentFile<>(read.lastModifiedTime(), read.size(), document, "");
    }

    boolean isAt(BasicFileAttributes now) {
        return modified.equals(now.lastModifiedTime()) && size == now.size();
    }

    boolean isUnreadableFor(String reason) {
        return failure.equals(reason);
    }

    /** It is tried again at each look, because it may become readable without being modified. */
    DocumentFile<T> unreadable(String reason) {
        return new DocumentFile<>(modified, size, document, reason);
    }

    DocumentFile<T> readable() {
        return failure.isEmpty() ? this : new DocumentFile<>(modified, size, document, "");
    }
}
