package io.qsa.pa.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Describes the settings; {@link io.qsa.pa.internal.agent.PaSettings} reads them. */
@ObjectClassDefinition(
        name = "QSA presence agent",
        description = "Presence agent: keeps the status of users, and notifies bundles and SIP watchers.")
@interface PaConfig {

    @AttributeDefinition(
            name = "Internal subscriptions",
            description = "Whether subscriptions of bundles are answered. Acts at once: false hands live ones over to"
                    + " another notifier, true takes them over.")
    boolean accept__internal__subscriptions() default false;

    @AttributeDefinition(
            name = "SIP interface",
            description = "Whether SIP SUBSCRIBE and PUBLISH are answered, when the SIP endpoint is there. Acts at "
                    + "once: false ends every SIP subscription with reason deactivated.")
    boolean sip__interface() default true;

    @AttributeDefinition(
            name = "Authorisation",
            description = "What watchers may see. none: everything. implicit: nothing, they stay pending. rules: as"
                    + " the presence rules of the presentity decide; without rules they stay pending. Acts at once,"
                    + " also on live watchers.",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "implicit", value = "implicit"),
                @Option(label = "rules", value = "rules")
            })
    String auth() default "implicit";

    @AttributeDefinition(
            name = "Rules directory",
            description = "Absolute path of a directory with presence rules (RFC 5025) for auth=rules: one document "
                    + "USER@DOMAIN.xml for each presentity. Empty for none: then PresenceRules services decide alone. "
                    + "Acts at once; documents that change act within a second.")
    String rules__directory() default "";

    @AttributeDefinition(
            name = "Watcher information",
            description = "Whether watcher information is served (presence.winfo, RFC 3857). Acts on the next"
                    + " SUBSCRIBE.")
    boolean watcherinfo__notify() default true;

    @AttributeDefinition(
            name = "Watcher information authorisation",
            description = "Who may subscribe over SIP to the watcher information of a user. implicit: the user alone."
                    + " none: every SIP user who is admitted. Acts on the next SUBSCRIBE.",
            options = {@Option(label = "none", value = "none"), @Option(label = "implicit", value = "implicit")})
    String winfo__auth() default "implicit";

    @AttributeDefinition(
            name = "Realm",
            description = "The realm in which SIP users authenticate, when auth is not none; the users are those of"
                    + " io.qsa.pa.users and of PresenceUsers services. Acts on the next request.")
    String realm() default "qsa";

    @AttributeDefinition(
            name = "Algorithms",
            description = "The digest algorithms that SIP users may use, SHA-256 and MD5, separated by comma, the "
                    + "preferred one first. Acts on the next request.")
    String algorithms() default "SHA-256, MD5";

    @AttributeDefinition(
            name = "Pending timeout",
            description = "Seconds, 60 to 604800, after which a SIP watcher that is still pending is ended with reason "
                    + "giveup, when it refreshes. Acts on the next refresh.")
    int pending__timeout() default 86400;

    @AttributeDefinition(
            name = "Internal authorisation",
            description = "What subscriptions of bundles may see. none: everything, bundles are trusted. same: as"
                    + " auth decides. Acts at once, also on live subscriptions.",
            options = {@Option(label = "none", value = "none"), @Option(label = "same", value = "same")})
    String internal__auth() default "none";

    @AttributeDefinition(
            name = "Default expiry",
            description = "Seconds granted to a SIP request without Expires, and to pa:publish without --expires; "
                    + "1 to 604800. Acts on the next request.")
    int default__expires() default 3600;

    @AttributeDefinition(
            name = "Shortest expiry",
            description = "A SIP request for fewer seconds is answered with 423, unless it requests an hour or more,"
                    + " or 0; 0 to 3600. Acts on the next request.")
    int min__expires() default 60;

    @AttributeDefinition(
            name = "Longest subscription",
            description = "The most seconds granted to a SIP subscription; 1 to 604800, not below min_expires. Acts on "
                    + "the next SUBSCRIBE.")
    int max__subscription__expiration() default 3600;

    @AttributeDefinition(
            name = "Longest publication",
            description = "The most seconds granted to a publication; 1 to 604800, not below min_expires. Acts on the "
                    + "next publication or refresh.")
    int max__publish__expiration() default 3600;

    @AttributeDefinition(
            name = "Notify interval",
            description = "The fewest seconds between two NOTIFYs to one SIP watcher; changes in between become one. "
                    + "0 to 3600. Does not delay answers to SUBSCRIBE, nor internal subscriptions. Acts on the next "
                    + "NOTIFY.")
    int notify__interval() default 5;

    @AttributeDefinition(
            name = "Ignore 408 on NOTIFY",
            description =
                    "Whether a SIP watcher that does not answer a NOTIFY stays subscribed. Acts on the next NOTIFY.")
    boolean ignore__408__on__notify() default false;

    @AttributeDefinition(
            name = "Most presentities",
            description = "How many users may be published or watched, 1 to 100000000. Beyond it no new users are"
                    + " accepted; SIP gets 480. Acts on the next request.")
    int max__presentities() default 1000000;

    @AttributeDefinition(
            name = "Most publications",
            description = "How many publications one user may have, 1 to 100000000. Beyond it no new ones are"
                    + " accepted; SIP gets 480. Acts on the next publication.")
    int max__publications__per__presentity() default 32;

    @AttributeDefinition(
            name = "Largest document",
            description =
                    "The most bytes of the document that is composed of all publications of one user, 1000 to 1048576. A "
                            + "publication beyond it is refused; SIP gets 413. A document of more than 55000 may not fit into a NOTIFY "
                            + "over UDP, so that watchers without TCP are not notified. Acts on the next publication.")
    int max__document__size() default 55000;

    @AttributeDefinition(
            name = "Most watchers",
            description =
                    "How many SIP subscriptions there may be, 1 to 100000000. Beyond it new ones get 480. Acts on the "
                            + "next SUBSCRIBE.")
    int max__watchers() default 1000000;

    @AttributeDefinition(
            name = "Most watchers of one",
            description = "How many SIP subscriptions to one user there may be, 1 to 100000000. Beyond it new ones get "
                    + "480. Acts on the next SUBSCRIBE.")
    int max__watchers__per__presentity() default 10000;

    @AttributeDefinition(
            name = "Most of one watcher",
            description = "How many SIP subscriptions one watcher may have in all, 1 to 100000000. Beyond it new ones"
                    + " get 480 with Retry-After. Acts on the next SUBSCRIBE.")
    int max__subscriptions__per__watcher() default 10000;

    @AttributeDefinition(
            name = "Bytes of one watcher",
            description =
                    "How many bytes the addresses and routes of all SIP subscriptions of one watcher may have, 1000 to "
                            + "1000000000. Beyond it new ones get 480 with Retry-After. Acts on the next SUBSCRIBE.")
    int max__bytes__per__watcher() default 4194304;

    @AttributeDefinition(
            name = "Most waiting watchers",
            description = "How many watchers whose subscription ended without a decision are shown as waiting in"
                    + " watcher information, 0 to 100000000. Beyond it the oldest is removed. Acts on the next one.")
    int max__waiting__watchers() default 10000;

    @AttributeDefinition(
            name = "Most waiting of one",
            description = "For how many users one watcher is shown as waiting, 0 to 100000000. Beyond it the oldest"
                    + " is removed. Acts on the next one.")
    int max__waiting__per__watcher() default 100;

    @AttributeDefinition(
            name = "Ranking",
            description = "The notifier with the highest ranking is preferred; presence_b2b has 0. Acts at once: live "
                    + "subscriptions move.")
    int service_ranking() default 10;

    @AttributeDefinition(
            name = "Stop timeout",
            description = "Seconds that a stop of the SIP interface waits until watchers have answered their last"
                    + " NOTIFY; 0 to 60. Acts on the next stop.")
    int stop__timeout() default 2;

    @AttributeDefinition(
            name = "Store durability",
            description = "What the answer to a PUBLISH or SUBSCRIBE guarantees if a store is installed. commit: the"
                    + " change is stored and survives a crash. eventual: it will be stored soon. Acts on the next"
                    + " answer.",
            options = {@Option(label = "commit", value = "commit"), @Option(label = "eventual", value = "eventual")})
    String store_durability() default "commit";

    @AttributeDefinition(
            name = "Store timeout",
            description = "Seconds that an answer waits for the store; 1 to 30. After that answers do not wait until"
                    + " the store has caught up, which is logged. Acts on the next answer.")
    int store_timeout() default 2;

    @AttributeDefinition(
            name = "Store start timeout",
            description = "Seconds that SIP requests and watchers wait after a start until the store has been read; 0"
                    + " to 3600. After that they are served without it, and its records are added later. Acts on the"
                    + " next start.")
    int store_start__timeout() default 60;

    @AttributeDefinition(
            name = "Strict",
            description = "Whether documents that break the rules of their format are refused although their meaning is"
                    + " clear. false: they are accepted and counted as tolerated.*; an invalid rule never applies. true: such a"
                    + " PUBLISH gets 400, and rules of such a file are not read. Acts on the next document.")
    boolean strict() default false;
}
