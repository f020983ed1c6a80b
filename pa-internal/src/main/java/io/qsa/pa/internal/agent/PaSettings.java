package io.qsa.pa.internal.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.SubscriptionRequest;
import io.qsa.base.config.ConfigValues;
import io.qsa.base.uri.UriIdentity;
import io.qsa.pa.internal.journal.StoreSettings;
import io.qsa.presence.winfo.WatcherInfo;

/** The settings of the presence agent, checked; the configuration annotation describes each. Immutable. */
public final class PaSettings {
    /** The settings where nothing is configured. */
    public static final PaSettings DEFAULTS = of(Map.of());

    /** How watchers are authorised. */
    enum Auth {
        /** Not at all: every watcher sees everything. */
        NONE,
        /** Not yet: every watcher stays pending. */
        IMPLICIT,
        /** By the presence rules of the presentity. */
        RULES
    }

    /** Who may subscribe to the watcher information of a presentity. */
    private enum WinfoAuth {
        NONE,
        IMPLICIT
    }

    /** Whether subscriptions of bundles are checked. */
    private enum InternalAuth {
        NONE,
        SAME
    }

    private final boolean acceptInternalSubscriptions;
    private final boolean sipInterface;
    private final Auth auth;
    private final InternalAuth internalAuth;
    private final Expiries expiries;
    private final Duration notifyInterval;
    private final boolean ignore408OnNotify;
    private final int ranking;
    private final Duration stopTimeout;
    private final Optional<Path> rulesDirectory;
    private final SipAccess sipAccess;
    private final Limits limits;
    private final Duration pendingTimeout;
    private final StoreSettings store;
    private final boolean watcherInformation;
    private final WinfoAuth winfoAuth;
    private final boolean strict;

    public PaSettings(ConfigValues in) {
        acceptInternalSubscriptions = in.flag("accept_internal_subscriptions", false);
        sipInterface = in.flag("sip_interface", true);
        auth = in.oneOf("auth", Auth.IMPLICIT);
        internalAuth = in.oneOf("internal_auth", InternalAuth.NONE);
        expiries = new Expiries(in);
        notifyInterval = in.seconds("notify_interval", 5, 0, 3600);
        ignore408OnNotify = in.flag("ignore_408_on_notify", false);
        ranking = in.number("service.ranking", 10, Integer.MIN_VALUE, Integer.MAX_VALUE);
        stopTimeout = in.seconds("stop_timeout", 2, 0, 60);
        watcherInformation = in.flag("watcherinfo_notify", true);
        winfoAuth = in.oneOf("winfo_auth", WinfoAuth.IMPLICIT);
        sipAccess = new SipAccess(in);
        limits = new Limits(in);
        pendingTimeout = in.seconds("pending_timeout", 86_400, 60, 7 * 86_400);
        store = new StoreSettings(in);
        rulesDirectory = in.directory("rules_directory");
        strict = in.flag("strict", false);
    }

    /**
     * Reads configuration values of any type; absent ones have their default.
     *
     * @throws IllegalArgumentException if one is wrong: it names key, allowed range and value
     */
    public static PaSettings of(Map<String, ?> values) {
        return ConfigValues.readStrictly(values, PaSettings::new);
    }

    /** Whether the agent accepts subscriptions of bundles. */
    public boolean acceptsInternalSubscriptions() {
        return acceptInternalSubscriptions;
    }

    /** Whether the agent accepts SIP requests. */
    public boolean hasSipInterface() {
        return sipInterface;
    }

    /** Whether rule violations with a clear meaning are refused. */
    boolean isStrict() {
        return strict;
    }

    Auth auth() {
        return auth;
    }

    /** Whether a watcher sees every status without authorisation. */
    public boolean trusts(PresenceWatcher watcher) {
        return watcher.isVouchedFor() && internalAuth == InternalAuth.NONE;
    }

    /** The event packages that bundles may subscribe to. */
    public List<String> internalPackages() {
        return watcherInformation
                ? List.of(SubscriptionRequest.PRESENCE, WatcherInfo.PACKAGE)
                : List.of(SubscriptionRequest.PRESENCE);
    }

    /** The directory of the rule documents. */
    public Optional<Path> rulesDirectory() {
        return rulesDirectory;
    }

    /** Whether watchers see the same as under other settings. */
    boolean showsTheSameAs(PaSettings other) {
        return auth == other.auth && internalAuth == other.internalAuth;
    }

    /** Whether every SIP user may see and publish every status. If not, users must authenticate. */
    public boolean isOpenToAnybody() {
        return auth == Auth.NONE;
    }

    /** Whether watcher information is served. */
    public boolean notifiesWatcherInformation() {
        return watcherInformation;
    }

    /**
     * Whether a reader may see the watcher information of a presentity: only the presentity itself, unless winfo_auth
     * is none.
     */
    public boolean mayKnowWatchers(String entity, String reader) {
        return winfoAuth == WinfoAuth.NONE || UriIdentity.haveOneKey(reader, entity);
    }

    /** How users authenticate. */
    public SipAccess sipAccess() {
        return sipAccess;
    }

    public Limits limits() {
        return limits;
    }

    /** How long a SIP watcher may stay pending. */
    public Duration pendingTimeout() {
        return pendingTimeout;
    }

    public Expiries expiries() {
        return expiries;
    }

    /** The shortest time between two notifications of one SIP watcher (RFC 3856 section 6.10). */
    public Duration notifyInterval() {
        return notifyInterval;
    }

    /** Whether a SIP watcher that does not answer a NOTIFY stays subscribed. */
    public boolean ignores408OnNotify() {
        return ignore408OnNotify;
    }

    /** The ranking of the agent among the notifiers. */
    public int ranking() {
        return ranking;
    }

    /** How long a stop may wait for SIP watchers. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** How the agent works with a store. */
    public StoreSettings store() {
        return store;
    }
}
