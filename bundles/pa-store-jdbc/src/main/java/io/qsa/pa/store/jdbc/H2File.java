package io.qsa.pa.store.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The file of an H2 database inside the platform, which can be set aside if it is unreadable. Immutable. */
record H2File(Path path) {
    private static final String H2 = "jdbc:h2:";
    private static final String FILE = "file:";
    /** Of databases that are elsewhere, or in no file. */
    private static final List<String> OTHERS =
            List.of("mem:", "tcp:", "ssl:", "zip:", "nio", "async:", "split:", "retry:");

    private static final String SUFFIX = ".mv.db";
    private static final int FILE_CORRUPTED = 90030;
    private static final int IO_EXCEPTION = 90028;
    private static final int GENERAL_ERROR = 50000;
    /** This bundle does not import H2, so its exceptions are recognised by name. */
    private static final String MV_STORE_EXCEPTION = "MVStoreException";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The file of a database with this URL; empty if it has none that belongs to this platform. */
    static Optional<H2File> of(String url) {
        if (!url.startsWith(H2)) {
            return Optional.empty();
        }
        String name = url.substring(H2.length()).split(";", 2)[0];
        if (OTHERS.stream().anyMatch(name::startsWith)) {
            return Optional.empty();
        }
        String plain = name.startsWith(FILE) ? name.substring(FILE.length()) : name;
        String absolute = plain.startsWith("~") ? System.getProperty("user.home") + plain.substring(1) : plain;
        try {
            return Optional.of(new H2File(Path.of(absolute + SUFFIX)));
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    /**
     * Whether a failure means that the file exists and its content is corrupt, as opposed to being in use or lacking
     * permission.
     */
    static boolean isUnreadable(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case FILE_CORRUPTED -> true;
            case IO_EXCEPTION -> isCausedBy(failure, EOFException.class.getSimpleName());
            case GENERAL_ERROR -> isCausedBy(failure, MV_STORE_EXCEPTION);
            default -> false;
        };
    }

    private static boolean isCausedBy(Throwable failure, String name) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Renames the file and keeps it for analysis. */
    Path setAside(Instant now) throws IOException {
        return Files.move(path, path.resolveSibling(path.getFileName() + ".unreadable-" + STAMP.format(now)));
    }
}
