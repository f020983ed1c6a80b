package io.qsa.rls.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Describes the settings; {@link RlsSettings} reads them. */
@ObjectClassDefinition(
        name = "QSA resource list server",
        description = "Resource list server: one SIP subscription to a whole list.")
@interface RlsConfig {

    @AttributeDefinition(
            name = "Authorisation",
            description = "Who may subscribe to a list. none: every sender. implicit: to USER-list only USER, without"
                    + " authentication. digest: every user of io.qsa.pa.users or of a PresenceUsers service,"
                    + " authenticated. What a watcher then sees of each member is decided by the notifier of that"
                    + " member. Acts on the next SUBSCRIBE.",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "implicit", value = "implicit"),
                @Option(label = "digest", value = "digest")
            })
    String auth() default "digest";

    @AttributeDefinition(
            name = "Realm",
            description = "The realm in which watchers authenticate, with auth=digest. Acts on the next SUBSCRIBE.")
    String realm() default "qsa";

    @AttributeDefinition(
            name = "Algorithms",
            description = "The digest algorithms that watchers may use, SHA-256 and MD5, separated by comma, the "
                    + "preferred one first. Acts on the next SUBSCRIBE.")
    String algorithms() default "SHA-256, MD5";

    @AttributeDefinition(
            name = "Lists directory",
            description = "Absolute path of a directory with lists (RFC 4826): rls-services in any NAME.xml, or"
                    + " resource-lists in USER@DOMAIN.xml, which is the list sip:USER@DOMAIN. Empty for none: then"
                    + " there are only the lists of ResourceLists services. Acts at once; documents that change act"
                    + " within seconds, on live watchers too.")
    String lists__directory() default "";

    @AttributeDefinition(
            name = "Shortest expiry",
            description = "A SUBSCRIBE for fewer seconds is answered with 423, unless it requests an hour or more, or"
                    + " 0; 0 to 3600. Acts on the next SUBSCRIBE.")
    int min__expiration() default 60;

    @AttributeDefinition(
            name = "Longest expiry",
            description = "The most seconds granted to a watcher; 1 to 604800, not below min_expiration. Acts on the "
                    + "next SUBSCRIBE.")
    int max__expiration() default 7200;

    @AttributeDefinition(
            name = "Default expiry",
            description =
                    "Seconds granted to a SUBSCRIBE without Expires, as far as max_expiration allows; 1 to 604800. "
                            + "Acts on the next SUBSCRIBE.")
    int default__expiration() default 3761;

    @AttributeDefinition(
            name = "Timer interval",
            description = "Seconds, 0 to 3600, in which the changes of the members of a list are collected for one"
                    + " NOTIFY. Does not delay answers to SUBSCRIBE. Acts on the next change.")
    int timer__interval() default 10;

    @AttributeDefinition(
            name = "Notifications at once",
            description = "How many NOTIFYs about changes are sent in one timer_interval, 1 to 1000000; the remaining"
                    + " lists are first in the next one. Acts in the next interval.")
    int max__notifications__at__once() default 1000000;

    @AttributeDefinition(
            name = "Most watchers",
            description =
                    "How many SIP subscriptions to lists there may be, 1 to 100000000. Beyond it new ones get 480. "
                            + "Acts on the next SUBSCRIBE.")
    int max__watchers() default 100000;

    @AttributeDefinition(
            name = "Most of one watcher",
            description =
                    "How many SIP subscriptions to lists one watcher may have, 1 to 100000000. Beyond it new ones get "
                            + "480 with Retry-After. Acts on the next SUBSCRIBE.")
    int max__subscriptions__per__watcher() default 1000;

    @AttributeDefinition(
            name = "Bytes of one watcher",
            description =
                    "How many bytes the addresses, routes and lists of all subscriptions of one watcher may have, 1000 to "
                            + "1000000000. Beyond it new ones get 480 with Retry-After. Acts on the next SUBSCRIBE.")
    int max__bytes__per__watcher() default 1048576;

    @AttributeDefinition(
            name = "Members of one watcher",
            description =
                    "How many members the lists of all subscriptions of one watcher may have together, 1 to 100000000; a"
                            + " member of two lists counts twice. Beyond it new subscriptions get 480 with Retry-After. Acts on the next"
                            + " SUBSCRIBE.")
    int max__members__per__watcher() default 20000;

    @AttributeDefinition(
            name = "Most members",
            description = "How many members a list may have for a new subscription to it, 1 to 100000000; a longer one "
                    + "gets 403 with a Warning. Live subscriptions follow a list that grows. Acts on the next "
                    + "SUBSCRIBE.")
    int max__members() default 10000;

    @AttributeDefinition(
            name = "Nesting level",
            description = "How deep lists may nest in documents: 0 for no lists in lists, -1 for any depth that a"
                    + " document may have, up to 60. Deeper ones are left out with a warning. Acts at once.")
    int max__nesting__level() default -1;

    @AttributeDefinition(
            name = "Nesting level (other name)",
            description = "The same as max_nesting_level, which takes precedence if both are set.")
    int max__list__nesting__level() default -1;

    @AttributeDefinition(
            name = "Ignore 408 on NOTIFY",
            description = "Whether a watcher that does not answer a NOTIFY stays subscribed. Acts on the next NOTIFY.")
    boolean ignore__408__on__notify() default false;

    @AttributeDefinition(
            name = "Strict",
            description =
                    "Whether documents with an invalid list or entry are refused although the rest is clear. false: what"
                            + " is invalid is ignored, and counted as tolerated.invalid_lists. true: such a file is not read, and the"
                            + " lists that were read from it before stay. Acts on the next document.")
    boolean strict() default false;
}
