package io.qsa.shell.internal.karaf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

import io.qsa.base.command.CommandSyntax;
import io.qsa.shell.internal.call.Proposals;

/** Completes the name of a command, its options and its arguments. Immutable. */
final class CallCompleter implements Completer {
    private final CommandSyntax syntax;
    private final String fullName;
    private final boolean scoped;

    /** @param scoped whether the user is in the subshell of the command's scope, where the scope is left out */
    CallCompleter(CommandSyntax syntax, boolean scoped) {
        this.syntax = syntax;
        this.fullName = syntax.scope() + ":" + syntax.function();
        this.scoped = scoped;
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<Candidate> found = new ArrayList<>();
        completeCandidates(session, line, found);
        found.forEach(candidate -> candidates.add(candidate.value()));
        return line.getBufferPosition() - line.getArgumentPosition();
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        int cursor = line.getCursorArgumentIndex();
        if (cursor == 0) {
            candidates.add(candidate(syntax.function(), syntax.description(), fullName));
            if (!scoped) {
                candidates.add(candidate(fullName, syntax.description(), fullName));
            }
            return;
        }
        String[] words = line.getArguments();
        if (fullName.equals(session.resolveCommand(words[0]))) {
            List<String> before = Arrays.asList(words).subList(1, cursor);
            Proposals.at(syntax, before, Objects.requireNonNullElse(line.getCursorArgument(), ""))
                    .forEach((word, explanation) -> candidates.add(candidate(word, explanation, null)));
        }
    }

    /** @param key candidates with the same key are one to the user */
    private static Candidate candidate(String word, String explanation, String key) {
        return new Candidate(word, word, null, explanation.isEmpty() ? null : explanation, null, key, true);
    }
}
