package io.qsa.base.command;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** One call of a command: its options and arguments, which fit its syntax, and its output. */
@ProviderType
public interface CommandCall {
    /** Whether an option without a value was given. */
    boolean has(String option);

    /** The value of an option, if it was given. */
    Optional<String> option(String name);

    /** The value of a required argument. */
    String argument(String name);

    /** The values of an argument that may be given several times, in their order. */
    List<String> arguments(String name);

    /** The value of an optional argument, if it was given. */
    Optional<String> optionalArgument(String name);

    /** Prints one line at once. */
    void print(String line);

    /** Prints a table: aligned for people, or one JSON array of objects with {@code --json}. */
    void print(Table table);
}
