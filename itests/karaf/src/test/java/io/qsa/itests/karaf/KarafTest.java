package io.qsa.itests.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.inject.Inject;

import org.apache.karaf.features.BootFinished;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test that runs inside our distribution, as a bundle of it; one start for each class. Uses none of our bundles
 * itself, so that a test may uninstall all of it.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class KarafTest {
    /** Not used, but waited for. */
    @Inject
    private BootFinished bootFinished;

    @Inject
    private SessionFactory sessions;

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurationAdmin;

    private Shell shell;

    @Configuration
    public static Option[] platform() {
        return Distribution.unpacked();
    }

    @Before
    public final void openShell() {
        shell = Shell.ofAdministrator(sessions);
    }

    @After
    public final void assertNoErrorsInTheLog() throws IOException {
        assertThat(errorsInTheLog()).allMatch(this::isExpectedError);
    }

    /** Whether the test expects an ERROR line of the log. */
    protected boolean isExpectedError(String line) {
        return false;
    }

    /** That of the test itself. */
    protected final BundleContext context() {
        return context;
    }

    /** The shell, as an operator uses it. */
    protected final Shell shell() {
        return shell;
    }

    /** The shell, as somebody with these roles only uses it. */
    protected final Shell shellOf(String... roles) {
        return new Shell(sessions, roles);
    }

    /** Changes values of a configuration together, as an operator does. */
    protected final void set(String pid, String... keysAndValues) {
        StringBuilder commands = new StringBuilder("config:edit " + pid);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            commands.append("; config:property-set " + keysAndValues[i] + " '" + keysAndValues[i + 1] + "'");
        }
        assertThat(shell().run(commands + "; config:update")).isEmpty();
        configurations().awaitFiles();
    }

    /** The configurations, as a program uses them. */
    final Configurations configurations() {
        return new Configurations(context, configurationAdmin);
    }

    private static List<String> errorsInTheLog() throws IOException {
        Path log = Path.of(System.getProperty("karaf.log"), "karaf.log");
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("| ERROR |"))
                .toList();
    }
}
