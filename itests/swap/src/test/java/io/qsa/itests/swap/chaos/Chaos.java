package io.qsa.itests.swap.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.platform.Configurations;
import io.qsa.itests.platform.Platform;
import io.qsa.itests.swap.chaos.Causes.Cause;
import io.qsa.itests.swap.consumer.Crowd;
import io.qsa.itests.swap.referee.Story;
import io.qsa.itests.swap.status.StatusSource;

/**
 * Plays random actions of operators and applications on a platform. The same seed plays the same. Confined to its test.
 */
public final class Chaos implements AutoCloseable {
    static final List<String> PIDS = List.of(PlatformTest.PA, PlatformTest.B2B, PlatformTest.BROKER);

    private static final int LIFE_CYCLES_PER_HUNDRED = 3;
    private static final int STORM = 50;
    private static final int STATUS_STORM = 200;
    private static final int MOST_LEAVERS = 10;

    private final Story story;
    private final StatusSource source;
    private final Crowd crowd;
    private final Setup setup = Setup.base();
    private final Random random;
    private final Causes causes;
    private final Configurations configurations;
    private final LifeCycles lifeCycles;
    private int inHundred;
    private int lifeCyclesLeft;

    public Chaos(Platform platform, Story story, StatusSource source, Crowd crowd, long seed, List<String> hosts) {
        this.story = story;
        this.source = source;
        this.crowd = crowd;
        this.random = new Random(seed);
        this.causes = new Causes(setup, random, hosts);
        this.configurations = platform.configurations();
        this.lifeCycles = new LifeCycles(platform, story);
        settle();
    }

    /** One event, and what comes with it. */
    public void event(int number) {
        if (inHundred == 0) {
            inHundred = 100;
            lifeCyclesLeft = LIFE_CYCLES_PER_HUNDRED;
        }
        if (random.nextInt(inHundred--) < lifeCyclesLeft) {
            lifeCyclesLeft--;
            story.event(number, lifeCycles.begin(random));
        } else {
            Cause cause = causes.next();
            story.event(number, cause.pid() + " " + cause.what() + ": " + setup);
            apply(cause);
        }
        accompany();
        LockSupport.parkNanos(pause());
    }

    private void apply(Cause cause) {
        String pid = cause.pid();
        switch (cause.kind()) {
            case UPDATE -> configurations.replace(pid, setup.properties(pid));
            case DELETE -> configurations.delete(pid);
            case BROKEN -> {
                String[] broken = Knobs.anyBroken(pid, random);
                Map<String, String> properties = setup.properties(pid);
                properties.put(broken[1], broken[2]);
                configurations.replace(pid, properties);
            }
            case STORM -> {
                for (int i = 0; i < STORM; i++) {
                    configurations.replace(pid, setup.flipped(pid));
                    configurations.replace(pid, setup.properties(pid));
                }
            }
        }
    }

    /** Now and then consumers are added and removed, or states change in a storm. */
    private void accompany() {
        if (random.nextInt(10) == 0) {
            crowd.change(1 + random.nextInt(MOST_LEAVERS), random);
        }
        if (random.nextInt(20) == 0) {
            source.storm(STATUS_STORM, random);
        }
    }

    /** Often shorter than what the broker waits for further changes, at times longer. */
    private long pause() {
        int dice = random.nextInt(10);
        int millis = dice < 2 ? 0 : dice < 7 ? random.nextInt(60) : 100 + random.nextInt(300);
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Waits until all actions are complete, with a valid configuration. */
    public void settle() {
        lifeCycles.await();
        PIDS.forEach(pid -> configurations.replace(pid, setup.properties(pid)));
    }

    /** Changes some settings that move no subscription. */
    public void tune(int times) {
        for (int i = 0; i < times; i++) {
            Cause cause = causes.tune();
            story.tell("tuning of " + cause.pid() + " " + cause.what());
            configurations.replace(cause.pid(), setup.properties(cause.pid()));
        }
    }

    /** The notifier that must serve this record under the present setup; empty if none that may is registered. */
    public Optional<String> notifierOf(String record) {
        return setup.notifierOf(record);
    }

    /** Whether a notifier may keep what it serves under the present setup. */
    public boolean accepts(String notifier) {
        return setup.accepts(notifier);
    }

    @Override
    public void close() {
        lifeCycles.close();
    }
}
