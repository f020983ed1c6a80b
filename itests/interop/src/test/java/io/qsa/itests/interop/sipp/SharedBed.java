package io.qsa.itests.interop.sipp;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import io.qsa.itests.TestBed;

/** One platform for all tests with a scripted notifier: each has records of its own, and none changes the settings. */
final class SharedBed implements ParameterResolver {
    private record Closing(TestBed bed) implements CloseableResource {
        @Override
        public void close() throws Exception {
            bed.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(SharedBed.class, key -> start(), Closing.class)
                .bed();
    }

    private static Closing start() {
        try {
            Path directory = Files.createDirectories(Path.of("target", "runs"));
            TestBed bed = TestBed.startBesideOthers(Files.createTempDirectory(directory, "sipp"));
            // Short, and yet different enough to be distinguished on a busy machine.
            bed.config(TestBed.SIP, "t1", "100");
            bed.config(
                    TestBed.B2B,
                    "on_error_retry_time",
                    "1",
                    "resubscribe_delta",
                    "6",
                    "min_resubscribe_time",
                    "1",
                    "wait_for_term_notify",
                    "2");
            return new Closing(bed);
        } catch (Exception e) {
            throw new IllegalStateException("the platform does not start", e);
        }
    }
}
