package io.qsa.shell.internal.call;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.CommandSyntax.Parameter;

/** Completions at the cursor of a call that is being typed. */
public final class Proposals {
    private Proposals() {}

    /**
     * Words with their explanations: options (if the word begins with a dash, or all arguments are complete), or the
     * values of the next argument, which have no explanation.
     *
     * @param before the words between the name of the command and the cursor
     * @param current the part of the present word before the cursor
     */
    public static Map<String, String> at(CommandSyntax syntax, List<String> before, String current) {
        Map<String, Parameter> options = new LinkedHashMap<>();
        Set<Parameter> arguments = new LinkedHashSet<>();
        for (Parameter parameter : CommonOptions.withCommon(syntax).parameters()) {
            if (parameter.isOption()) {
                options.put(parameter.name(), parameter);
            } else {
                arguments.add(parameter);
            }
        }
        Iterator<Parameter> open = arguments.iterator();
        Iterator<String> words = before.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.startsWith("-")) {
                Parameter option = options.remove(word);
                if (option != null && option.takesValue()) {
                    if (!words.hasNext()) {
                        return Map.of();
                    }
                    words.next();
                }
            } else if (open.hasNext()) {
                Parameter given = open.next();
                open = given.isRepeated() ? List.of(given).iterator() : open;
            }
        }
        return current.startsWith("-") || !open.hasNext() ? explained(options) : values(open.next());
    }

    private static Map<String, String> explained(Map<String, Parameter> options) {
        Map<String, String> proposals = new LinkedHashMap<>();
        options.forEach((name, option) -> proposals.put(name, option.explanation()));
        return proposals;
    }

    private static Map<String, String> values(Parameter argument) {
        Map<String, String> proposals = new LinkedHashMap<>();
        argument.proposals().forEach(value -> proposals.put(value, ""));
        return proposals;
    }
}
