package io.qsa.itests.benchmark.subject;

import java.nio.file.Path;
import java.time.Duration;

import io.qsa.SubscriptionService;
import io.qsa.itests.platform.Platform;
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.Publication;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/** QSA as it is measured: plain Felix with our bundles and one application, which uses the public API alone. */
public final class QsaSubject {
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final Platform platform;
    private final Application application;
    private Publication published;

    private QsaSubject(Platform platform) {
        this.platform = platform;
        application = new Application(platform.service(SubscriptionService.class));
    }

    /** @param arguments PID, key, value and so on: the configuration to begin with */
    public static void main(String[] arguments) throws Exception {
        try (Platform platform = Platform.start(Path.of("platform"))) {
            platform.withOurs();
            configure(platform, 0, arguments);
            QsaSubject subject = new QsaSubject(platform);
            Orders.follow(subject::execute);
        }
    }

    private static void configure(Platform platform, int from, String[] words) {
        for (int i = from; i < words.length; i += 3) {
            platform.config(words[i], words[i + 1], words[i + 2]);
        }
    }

    private Object execute(String[] words) throws Exception {
        return switch (words[0]) {
            case "config" -> {
                configure(platform, 1, words);
                yield "";
            }
            case "subscribe" -> application.subscribe(words[1], Integer.parseInt(words[2]));
            case "watch" -> application.watch(words[1], Integer.parseInt(words[2]));
            case "close" -> application.close();
            case "heard" -> application.heard();
            case "await" -> application.awaitHeard(Long.parseLong(words[1]));
            case "await-notifier" -> application.awaitNotifier(words[1]);
            case "latency" -> application.latency();
            case "publish" -> publish(words[1], Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("no order " + words[0]);
        };
    }

    /** Publishes a document of an entity so many times, each when all have heard of the one before. */
    private long publish(String entity, int times) throws Exception {
        PresencePublisher publisher = platform.service(PresencePublisher.class);
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            long heard = application.heard();
            Tuple tuple = Tuple.builder("desk")
                    .basic(BasicStatus.OPEN)
                    .note(Note.of("change " + System.nanoTime()))
                    .build();
            PresenceInfo info = PresenceInfo.of(entity).withTuple(tuple);
            published = published == null
                    ? publisher.publish(entity, info, EXPIRY)
                    : publisher.modify(entity, published.entityTag(), info, EXPIRY);
            application.awaitHeard(heard + application.size());
        }
        return System.nanoTime() - begin;
    }
}
