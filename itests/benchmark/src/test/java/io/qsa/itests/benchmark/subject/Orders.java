package io.qsa.itests.benchmark.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** The side of the measured JVM: reads orders from its standard input, words between tabs, and answers each with a line. */
final class Orders {
    private static final Logger LOG = System.getLogger(Orders.class.getName());
    static final String DONE = "done ";
    static final String HEAP = "heap";
    private static final String FAILED = "failed ";

    private static final int COLLECTIONS = 3;

    private Orders() {}

    static boolean isAnswer(String line) {
        return line.startsWith(DONE) || line.startsWith(FAILED);
    }

    /** Carries out an order; what it returns is the answer. */
    interface Executor {
        Object execute(String[] words) throws Exception;
    }

    /** Carries out orders until there are no more. Other output of the program goes to the log. */
    static void follow(Executor executor) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        answers.println(DONE);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            try {
                String[] words = order.split("\t");
                answers.println(DONE + (words[0].equals(HEAP) ? (Object) heap() : executor.execute(words)));
            } catch (Exception e) {
                LOG.log(Level.ERROR, "'" + order + "' failed", e);
                answers.println(FAILED + e);
            }
        }
    }

    /** The bytes that survive a collection. */
    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
