package io.qsa.itests.house;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.jar.JarFile;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.qsa.itests.house.async.BorrowedThreads;
import io.qsa.itests.platform.BundleJars;
import io.qsa.itests.platform.Platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every task runs on a thread of its bundle, guarded: on the threads of the JDK, an exception of a task is kept in a
 * future that is never read, and a task outlives its bundle.
 */
class ThreadRulesTest {
    private static final DescribedPredicate<JavaMethodCall> BORROWS = DescribedPredicate.describe(
            "uses the common threads of the JDK",
            call -> isAsyncWithoutExecutor(call)
                    || is(call, ForkJoinPool.class, "commonPool")
                    || is(call, Collection.class, "parallelStream")
                    || is(call, BaseStream.class, "parallel"));

    private static final ArchRule HAS_ITS_OWN_THREADS = noClasses().should().callMethodWhere(BORROWS);

    private static boolean isAsyncWithoutExecutor(JavaMethodCall call) {
        List<String> parameters = call.getTarget().getRawParameterTypes().stream()
                .map(HasName::getName)
                .toList();
        return call.getTargetOwner().isAssignableTo(CompletableFuture.class)
                && call.getName().endsWith("Async")
                && !parameters.contains(Executor.class.getName());
    }

    private static boolean is(JavaMethodCall call, Class<?> owner, String method) {
        return call.getTargetOwner().isAssignableTo(owner) && call.getName().equals(method);
    }

    static Stream<String> ours() {
        return Stream.concat(Platform.OURS.stream(), Platform.OPTIONAL.stream())
                // It holds the library alone.
                .filter(bundle -> !bundle.equals("io.qsa.jain.sip"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void noTaskRunsOnTheThreadsOfTheJdk(String bundle) throws IOException {
        try (JarFile jar = new JarFile(BundleJars.onClassPath().jar(bundle).toFile())) {
            HAS_ITS_OWN_THREADS.check(new ClassFileImporter().importJar(jar));
        }
    }

    /** The rule can fail. */
    @Test
    void whoBorrowsThreadsIsFound() {
        for (Class<?> borrower : BorrowedThreads.all()) {
            assertThat(HAS_ITS_OWN_THREADS
                            .evaluate(new ClassFileImporter().importClasses(borrower))
                            .hasViolation())
                    .as(borrower.getSimpleName())
                    .isTrue();
        }
    }
}
