package io.qsa.shell.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.CommandSyntax.Parameter;

/** Describes how a command is called. */
final class Usage {
    private Usage() {}

    /** For example {@code Usage: qsa:watch [--count N] RECORD SUBSCRIBER}. */
    static String line(CommandSyntax syntax) {
        Stream<String> options = options(syntax).map(o -> "[" + heading(o) + "]");
        Stream<String> arguments = arguments(syntax).map(a -> a.isOptional() ? "[" + a.name() + "]" : heading(a));
        return "Usage: " + name(syntax) + " "
                + Stream.concat(options, arguments).collect(Collectors.joining(" "));
    }

    /** What the command does, the usage line, and each parameter with its explanation. */
    static List<String> help(CommandSyntax syntax) {
        List<String> lines = new ArrayList<>(List.of(syntax.description(), "", line(syntax)));
        List<Parameter> parameters =
                Stream.concat(arguments(syntax), options(syntax)).toList();
        int width = parameters.stream().mapToInt(p -> heading(p).length()).max().orElse(0);
        lines.add("");
        for (Parameter parameter : parameters) {
            lines.add(String.format("  %-" + width + "s  %s", heading(parameter), parameter.explanation()));
        }
        return lines;
    }

    static String name(CommandSyntax syntax) {
        return syntax.scope() + ":" + syntax.function();
    }

    private static String heading(Parameter parameter) {
        if (parameter.isOption() && parameter.takesValue()) {
            return parameter.name() + " " + parameter.valueName();
        }
        return parameter.isRepeated() ? parameter.name() + "..." : parameter.name();
    }

    private static Stream<Parameter> arguments(CommandSyntax syntax) {
        return syntax.parameters().stream().filter(p -> !p.isOption());
    }

    private static Stream<Parameter> options(CommandSyntax syntax) {
        return CommonOptions.withCommon(syntax).parameters().stream().filter(Parameter::isOption);
    }
}
