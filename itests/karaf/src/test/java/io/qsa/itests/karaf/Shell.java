package io.qsa.itests.karaf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.security.auth.Subject;

import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.ShellUtil;
import org.apache.karaf.shell.support.parsing.CommandLineImpl;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Karaf's shell, used by somebody with certain roles; each call has a session of its own. Safe for any thread. */
public final class Shell {
    private final SessionFactory sessions;
    private final Subject user;

    Shell(SessionFactory sessions, String... roles) {
        this.sessions = sessions;
        this.user = new Subject(
                true, Stream.of(roles).map(RolePrincipal::new).collect(Collectors.toSet()), Set.of(), Set.of());
    }

    /** The shell of an administrator. */
    static Shell ofAdministrator(SessionFactory sessions) {
        return new Shell(sessions, "admin", "manager", "viewer");
    }

    /** Runs a command; returns what a user sees: the output, and the failure if there was one. */
    public String run(String line) {
        return Subject.doAs(user, (PrivilegedAction<String>) () -> runAsCaller(line));
    }

    private String runAsCaller(String line) {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(console, true, UTF_8);
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            try {
                session.execute(line);
            } catch (Exception failure) {
                ShellUtil.logException(session, failure);
            }
        }
        return console.toString(UTF_8).strip();
    }

    /** The completions of the shell for the last of these words. */
    public List<String> proposals(String scope, String function, String... words) {
        List<String> line = new ArrayList<>(List.of(scope + ":" + function));
        line.addAll(List.of(words));
        String last = line.get(line.size() - 1);
        String text = String.join(" ", line);
        List<Candidate> candidates = new ArrayList<>();
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), System.out, System.err)) {
            sessions.getRegistry()
                    .getCommand(scope, function)
                    .getCompleter(false)
                    .completeCandidates(
                            session,
                            new CommandLineImpl(
                                    line.toArray(String[]::new), line.size() - 1, last.length(), text.length(), text),
                            candidates);
        }
        return candidates.stream().map(Candidate::value).toList();
    }
}
