package io.qsa.rls.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.base.config.ConfigValues;
import io.qsa.base.config.ExpiryRange;
import io.qsa.base.config.ExpiryRange.Key;
import io.qsa.sip.notifier.WatcherShares.Most;
import io.qsa.sip.notifier.WatcherShares.Weight;
import io.qsa.sip.notifier.digest.DigestRealm;

/** The settings of the resource list server; the names are SER's. Immutable. */
final class RlsSettings {
    static final RlsSettings DEFAULTS = of(Map.of());

    /** Who may subscribe to lists. */
    enum Auth {
        /** Every sender, without authentication. */
        NONE,
        /** To {@code alice-list}, the user {@code alice}, without authentication. */
        IMPLICIT,
        /** Every known user, authenticated by digest. */
        DIGEST
    }

    private static final int MOST = 100_000_000;

    private final Auth auth;
    private final DigestRealm realm;
    private final Optional<Path> directory;
    private final ExpiryRange expiries;
    private final Duration ifNotAsked;
    private final int notificationsAtOnce;
    private final Duration interval;
    private final int watchers;
    private final int members;
    private final Most ofWatcher;
    private final int deepest;
    private final boolean ignore408OnNotify;
    private final boolean strict;

    RlsSettings(ConfigValues in) {
        auth = in.oneOf("auth", Auth.DIGEST);
        String name = in.value("realm", "qsa", "one line of text", text -> {
            DigestRealm.of(text, List.of("MD5"));
            return text;
        });
        realm = in.value(
                "algorithms",
                "SHA-256, MD5",
                "SHA-256 and MD5, separated by comma",
                text -> DigestRealm.of(
                        name, Arrays.stream(text.split(",")).map(String::strip).toList()));
        directory = in.directory("lists_directory");
        expiries = ExpiryRange.of(in, new Key("min_expiration", 60), new Key("max_expiration", 7200));
        ifNotAsked = ExpiryRange.ifNotAsked(in, new Key("default_expiration", 3761));
        notificationsAtOnce = in.number("max_notifications_at_once", 1_000_000, 1, 1_000_000);
        interval = in.seconds("timer_interval", 10, 0, 3600);
        watchers = in.number("max_watchers", 100_000, 1, MOST);
        ofWatcher = new Most(
                in.number("max_subscriptions_per_watcher", 1_000, 1, MOST),
                new Weight(
                        in.number("max_bytes_per_watcher", 1_048_576, 1_000, 1_000_000_000),
                        in.number("max_members_per_watcher", 20_000, 1, MOST)));
        members = in.number("max_members", 10_000, 1, MOST);
        // The code of SER uses another name than its documentation.
        int named = in.number("max_list_nesting_level", -1, -1, 60);
        deepest = in.number("max_nesting_level", named, -1, 60);
        ignore408OnNotify = in.flag("ignore_408_on_notify", false);
        strict = in.flag("strict", false);
    }

    /**
     * Reads configuration values of any type; absent ones have their default.
     *
     * @throws IllegalArgumentException if one is wrong: it names key, allowed range and value
     */
    static RlsSettings of(Map<String, ?> values) {
        return ConfigValues.readStrictly(values, RlsSettings::new);
    }

    Auth auth() {
        return auth;
    }

    DigestRealm realm() {
        return realm;
    }

    /** The directory of the documents with lists. */
    Optional<Path> directory() {
        return directory;
    }

    /** The shortest expiry; a request for less is answered with 423 and this value. */
    Duration shortest() {
        return expiries.shortest();
    }

    /** The expiry for a SUBSCRIBE without Expires. */
    Duration ifNotAsked() {
        return ifNotAsked;
    }

    /** The expiry that is granted. */
    Duration granted(Duration asked) {
        return expiries.granted(asked);
    }

    /** How many NOTIFYs that report changes may be sent in one {@link #interval}. */
    int notificationsAtOnce() {
        return notificationsAtOnce;
    }

    /** The time for which the changes of all lists are collected. */
    Duration interval() {
        return interval;
    }

    /** How many subscriptions to lists there may be. */
    int watchers() {
        return watchers;
    }

    /** The share of one watcher. */
    Most ofWatcher() {
        return ofWatcher;
    }

    /** How many members a list may have at a new subscription. */
    int members() {
        return members;
    }

    /** How deep lists may nest; -1 for any depth. */
    int deepest() {
        return deepest;
    }

    /** Whether a watcher that does not answer a NOTIFY stays subscribed. */
    boolean ignores408OnNotify() {
        return ignore408OnNotify;
    }

    /** Whether rule violations with a clear meaning are refused. */
    boolean isStrict() {
        return strict;
    }
}
