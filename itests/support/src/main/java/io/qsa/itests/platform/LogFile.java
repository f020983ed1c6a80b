package io.qsa.itests.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a platform, as an operator reads it. Safe for any thread. */
public final class LogFile {
    private static final String CONFIGURATION =
            """
            log4j2.status = error
            log4j2.appender.file.type = File
            log4j2.appender.file.name = file
            log4j2.appender.file.fileName = %s
            log4j2.appender.file.layout.type = PatternLayout
            log4j2.appender.file.layout.pattern = %%d{HH:mm:ss.SSS} | %%-5p | %%t | %%c | %%m%%n
            log4j2.rootLogger.level = INFO
            log4j2.rootLogger.appenderRef.file.ref = file
            log4j2.logger.qsa.name = io.qsa
            log4j2.logger.qsa.level = %s
            """;

    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    /** Writes the configuration of the log service, which makes it write this file. */
    Path writeConfiguration() {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(
                    file.resolveSibling("pax-logging.properties"),
                    CONFIGURATION.formatted(file, System.getProperty("itests.log.level", "INFO")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return file;
    }

    public List<String> errors() {
        return lines("| ERROR |");
    }

    /** The lines that hold all of these texts. */
    public List<String> lines(String... texts) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> List.of(texts).stream().allMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
