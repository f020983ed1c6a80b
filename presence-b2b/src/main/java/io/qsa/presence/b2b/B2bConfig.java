package io.qsa.presence.b2b;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration as consoles show it; {@link B2bSettings} reads it. */
@ObjectClassDefinition(
        name = "QSA presence_b2b",
        description = "Notifier that keeps one SIP dialog to a presence server for each subscription.")
@interface B2bConfig {
    @AttributeDefinition(
            name = "Handle subscriptions",
            description = "Whether subscriptions are accepted. A change to false drains: every dialog is ended when"
                    + " its subscription has moved to another notifier or is parked; a change to true moves them"
                    + " back.")
    boolean handle__presence__subscriptions() default true;

    @AttributeDefinition(
            name = "Expiration",
            description = "The expiry that a SUBSCRIBE requests, in seconds (60 to 604800). If it is not set, the"
                    + " event package decides: 3600 for presence. Applies to the next SUBSCRIBE or refresh.")
    int default__expiration() default 3600;

    @AttributeDefinition(
            name = "Error retry",
            description = "The first pause after an error, in seconds (1 to 86400); it doubles with each error in a"
                    + " row, up to an hour. A change re-arms the subscriptions that wait.")
    int on__error__retry__time() default 120;

    @AttributeDefinition(
            name = "Route",
            description = "Value of the Route header of new dialogs, one or several addresses separated by comma, such"
                    + " as <sip:10.0.0.1;lr>. A change applies to new dialogs.")
    String presence__route() default "";

    @AttributeDefinition(
            name = "Outbound proxy",
            description = "A SIP URI to which the first SUBSCRIBE of a dialog is sent, whatever its route. A change"
                    + " applies to new dialogs.")
    String presence__outbound__proxy() default "";

    @AttributeDefinition(
            name = "Additional headers",
            description = "Header fields for every SUBSCRIBE, Name: value, several separated by '|'. Headers that"
                    + " belong to the dialog are refused. A change applies to every next SUBSCRIBE.")
    String additional__presence__headers() default "";

    @AttributeDefinition(
            name = "Wait for final NOTIFY",
            description = "How long an unsubscribe waits for the final NOTIFY, in seconds (1 to 3600). A change"
                    + " applies to the next unsubscribe.")
    int wait__for__term__notify() default 30;

    @AttributeDefinition(
            name = "Refresh lead",
            description = "How long before its end a subscription is refreshed, in seconds (0 to 86400). A change"
                    + " re-arms the refreshes; nothing is sent.")
    int resubscribe__delta() default 30;

    @AttributeDefinition(
            name = "Least refresh time",
            description = "The shortest time to a refresh, in seconds (0 to 86400); it never delays a refresh beyond"
                    + " the expiry. A change re-arms the refreshes; nothing is sent.")
    int min__resubscribe__time() default 30;

    @AttributeDefinition(
            name = "Longest start delay",
            description = "Starts, retries and new subscriptions after the return of a server are spread over this"
                    + " time, in seconds (0 to 86400). A change applies to the next start.")
    int max__subscribe__delay() default 0;

    @AttributeDefinition(
            name = "Failover timeout",
            description = "How long one attempt may take, with its redirects, challenges and hosts, in seconds (1 to"
                    + " 3600). A change applies to the next attempt.")
    int failover__timeout() default 60;

    @AttributeDefinition(
            name = "Most subscriptions",
            description = "How many subscriptions are served (1 to 10000000); more wait until there is room. Applies"
                    + " at once; present ones are not ended.")
    int max__subscriptions() default 1_000_000;

    @AttributeDefinition(
            name = "Most in flight",
            description = "How many SUBSCRIBEs that start or end a subscription may wait for their answer (1 to"
                    + " 1000000); more are queued. Applies at once.")
    int max__in__flight() default 500;

    @AttributeDefinition(
            name = "Largest document",
            description = "The largest body of a NOTIFY, in bytes (1 to 1048576); a larger one is answered with 413."
                    + " Applies at once.")
    int max__body__size() default 65536;

    @AttributeDefinition(
            name = "Redirect domains",
            description = "The hosts to which a 3xx may redirect a SUBSCRIBE: hosts and *.DOMAIN, separated by comma,"
                    + " * for any host, none for no host. Other Contacts are ignored. Applies to the next 3xx.")
    String redirect__domains() default "*";

    @AttributeDefinition(
            name = "Check NOTIFY source",
            description = "Whether the NOTIFYs of a dialog must have the source address of its first one; others are"
                    + " answered with 403. Not for servers that notify from several addresses. Applies at once.")
    boolean check__notify__source() default false;

    @AttributeDefinition(
            name = "Conditional refresh",
            description = "Whether a refresh names the known state (RFC 5839), if the server has sent a SIP-ETag; a"
                    + " server without a new state then answers with 204 and sends no NOTIFY. Applies to the next"
                    + " NOTIFY.")
    boolean conditional__refresh() default false;

    @AttributeDefinition(
            name = "Empty without document",
            description = "Whether an active NOTIFY without a document removes the document of the application, as"
                    + " some servers mean it; if not, the application keeps the last one, marked as stale. With"
                    + " conditional_refresh, a known SIP-ETag means that nothing has changed. Applies to the next"
                    + " NOTIFY.")
    boolean empty__without__document() default false;

    @AttributeDefinition(
            name = "Strict",
            description = "Whether addresses and documents of a server that break a rule are refused although their"
                    + " meaning is clear. false: they are accepted and counted as tolerated.*. true: such a document gets"
                    + " 400, as does a NOTIFY that starts a dialog with such an address, and such a redirection is not"
                    + " followed. Applies to the next message; no live dialog ends.")
    boolean strict() default false;

    @AttributeDefinition(
            name = "Share dialogs",
            description = "Whether subscriptions with equal record, subscriber, package, parameters and types share"
                    + " one dialog. A change applies to new subscriptions.")
    boolean share__subscriptions() default false;

    @AttributeDefinition(
            name = "Linger",
            description = "How long a shared dialog without subscriptions is kept, in seconds (0 to 3600); not in a"
                    + " drain or a stop. A change applies to the next one.")
    int share__linger() default 5;

    @AttributeDefinition(
            name = "Stop timeout",
            description = "How long the bundle waits for the end of its dialogs when it stops, in seconds (0 to 60);"
                    + " max_in_flight of them end at a time. Applies to the next stop.")
    int stop__timeout() default 2;

    @AttributeDefinition(
            name = "Ranking",
            description = "The notifier with the highest ranking is preferred. Applies at once; subscriptions move.")
    int service_ranking() default 0;
}
