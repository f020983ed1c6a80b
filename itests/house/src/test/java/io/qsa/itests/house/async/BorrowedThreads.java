package io.qsa.itests.house.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** Uses the threads of the JDK in each way that the rule forbids. */
public final class BorrowedThreads {
    private BorrowedThreads() {}

    /** Each of these, in a class of its own, so that each is found. */
    public static List<Class<?>> all() {
        return List.of(Supplied.class, Run.class, Continued.class, Common.class, Parallel.class);
    }

    private static final class Supplied {
        CompletableFuture<String> borrow() {
            return CompletableFuture.supplyAsync(() -> "lost");
        }
    }

    private static final class Run {
        CompletableFuture<Void> borrow() {
            return CompletableFuture.runAsync(() -> {});
        }
    }

    private static final class Continued {
        CompletableFuture<String> borrow(CompletableFuture<String> before) {
            return before.thenApplyAsync(text -> text);
        }
    }

    private static final class Common {
        ForkJoinPool borrow() {
            return ForkJoinPool.commonPool();
        }
    }

    private static final class Parallel {
        long borrow(List<String> texts) {
            return texts.parallelStream().count();
        }
    }
}
