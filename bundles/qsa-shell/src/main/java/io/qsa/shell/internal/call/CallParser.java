package io.qsa.shell.internal.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.CommandSyntax.Parameter;

/**
 * Reads the words of one call against the syntax of its command. Options may be anywhere; {@code --name=value} is
 * {@code --name value}; after {@code --} everything is an argument. Confined to one call.
 */
final class CallParser {
    /** Separates the values of a repeated argument; no word can contain it. */
    static final String BETWEEN = "\0";

    private final Map<String, Parameter> options = new HashMap<>();
    private final Deque<Parameter> arguments = new ArrayDeque<>();
    private final Map<String, String> values = new HashMap<>();

    private CallParser(CommandSyntax syntax) {
        for (Parameter parameter : CommonOptions.withCommon(syntax).parameters()) {
            if (parameter.isOption()) {
                options.put(parameter.name(), parameter);
            } else {
                arguments.add(parameter);
            }
        }
    }

    /**
     * The values by the names of their parameters; a flag has an empty one.
     *
     * @throws IllegalArgumentException if the words do not fit the syntax; the message names the place
     */
    static Map<String, String> parse(CommandSyntax syntax, List<String> words) {
        CallParser parser = new CallParser(syntax);
        parser.read(words.iterator());
        return Map.copyOf(parser.values);
    }

    private void read(Iterator<String> words) {
        boolean onlyArguments = false;
        while (words.hasNext()) {
            String word = words.next();
            if (onlyArguments || !word.startsWith("-") || word.equals("-")) {
                readArgument(word);
            } else if (word.equals("--")) {
                onlyArguments = true;
            } else {
                readOption(word, words);
            }
        }
        boolean help = values.containsKey(CommonOptions.HELP);
        arguments.removeIf(argument -> values.containsKey(argument.name()));
        if (!help && !arguments.isEmpty() && !arguments.peek().isOptional()) {
            throw new IllegalArgumentException(arguments.peek().name() + " is missing");
        }
    }

    private void readArgument(String word) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("'" + Printable.of(word) + "' is one argument too many");
        }
        if (arguments.peek().isRepeated()) {
            values.merge(arguments.peek().name(), word, (words, one) -> words + BETWEEN + one);
        } else {
            values.put(arguments.remove().name(), word);
        }
    }

    private void readOption(String word, Iterator<String> words) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Parameter option = options.get(name);
        if (option == null) {
            throw new IllegalArgumentException("there is no option " + Printable.of(name));
        }
        if (values.put(name, value(option, word, equals, words)) != null) {
            throw new IllegalArgumentException(name + " is given twice");
        }
    }

    private static String value(Parameter option, String word, int equals, Iterator<String> words) {
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw new IllegalArgumentException(option.name() + " takes no value");
            }
            return "";
        }
        if (equals >= 0) {
            return word.substring(equals + 1);
        }
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option.name() + " lacks its value " + option.valueName());
        }
        return words.next();
    }
}
