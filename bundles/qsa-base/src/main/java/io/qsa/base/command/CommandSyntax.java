package io.qsa.base.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The syntax of a command: its name, its options and its arguments. Immutable.
 *
 * <pre>{@code
 * CommandSyntax.of("qsa:watch", "Prints notifications as they arrive")
 *         .option("--count", "N", "End after N notifications")
 *         .argument("RECORD", "The URI to whose status to subscribe")
 *         .argument("SUBSCRIBER", "The URI of the subscriber")
 * }</pre>
 */
public final class CommandSyntax {
    private final String scope;
    private final String function;
    private final String description;
    private final boolean table;
    private final List<Parameter> parameters;

    private CommandSyntax(
            String scope, String function, String description, boolean table, List<Parameter> parameters) {
        this.scope = scope;
        this.function = function;
        this.description = description;
        this.table = table;
        this.parameters = parameters;
    }

    /** A command without options and arguments; {@code name} is {@code scope:function}. */
    public static CommandSyntax of(String name, String description) {
        int colon = name.indexOf(':');
        if (colon < 1 || colon == name.length() - 1) {
            throw new IllegalArgumentException("name is not scope:function: '" + name + "'");
        }
        return new CommandSyntax(name.substring(0, colon), name.substring(colon + 1), description, false, List.of());
    }

    /** The same with an option that takes no value, such as {@code --detail}. */
    public CommandSyntax flag(String name, String explanation) {
        return with(new Parameter(name, null, explanation, true, List::of));
    }

    /** The same with an option that takes a value, such as {@code --count N}. */
    public CommandSyntax option(String name, String valueName, String explanation) {
        return with(new Parameter(name, Objects.requireNonNull(valueName), explanation, true, List::of));
    }

    /** The same with a required argument at the end. */
    public CommandSyntax argument(String name, String explanation) {
        return argument(name, explanation, List::of);
    }

    /** The same with a required argument at the end, for which the shell proposes values. */
    public CommandSyntax argument(String name, String explanation, Supplier<? extends Collection<String>> values) {
        return with(new Parameter(name, name, explanation, false, values));
    }

    /** The same with an argument at the end that may be left out; only such ones may follow. */
    public CommandSyntax optionalArgument(
            String name, String explanation, Supplier<? extends Collection<String>> values) {
        return with(new Parameter(name, name, explanation, true, values));
    }

    /** The same with a required argument at the end that may be given several times; none may follow. */
    public CommandSyntax arguments(String name, String explanation) {
        return with(new Parameter(name, name, explanation, false, List::of, true));
    }

    /** The same for a command that prints a table, so that it takes {@code --json}. */
    public CommandSyntax printsTable() {
        return new CommandSyntax(scope, function, description, true, parameters);
    }

    private CommandSyntax with(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new CommandSyntax(scope, function, description, table, List.copyOf(more));
    }

    public String scope() {
        return scope;
    }

    public String function() {
        return function;
    }

    public String description() {
        return description;
    }

    /** Whether it prints a table and so takes {@code --json}. */
    public boolean isTable() {
        return table;
    }

    /** Options and arguments in the order in which they were added. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** An option or an argument of a command. Immutable. */
    public static final class Parameter {
        private final String name;
        private final String valueName;
        private final String explanation;
        private final boolean optional;
        private final Supplier<? extends Collection<String>> values;
        private final boolean repeated;

        Parameter(
                String name,
                String valueName,
                String explanation,
                boolean optional,
                Supplier<? extends Collection<String>> values) {
            this(name, valueName, explanation, optional, values, false);
        }

        private Parameter(
                String name,
                String valueName,
                String explanation,
                boolean optional,
                Supplier<? extends Collection<String>> values,
                boolean repeated) {
            this.name = name;
            this.valueName = valueName;
            this.explanation = explanation;
            this.optional = optional;
            this.values = values;
            this.repeated = repeated;
        }

        public String name() {
            return name;
        }

        /** Whether it is an option: its name begins with a dash. */
        public boolean isOption() {
            return name.startsWith("-");
        }

        /** Whether a value follows the name of the option; arguments are values themselves. */
        public boolean takesValue() {
            return valueName != null;
        }

        /** The name of the value in the usage line. */
        public String valueName() {
            return valueName == null ? "" : valueName;
        }

        public String explanation() {
            return explanation;
        }

        public boolean isOptional() {
            return optional;
        }

        /** Whether it may be given several times. */
        public boolean isRepeated() {
            return repeated;
        }

        /** Values that the shell may propose now. */
        public Collection<String> proposals() {
            return List.copyOf(values.get());
        }
    }
}
