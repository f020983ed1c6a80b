package io.qsa.sip.notifier.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration as consoles show it; {@link UserSettings} reads the values. */
@ObjectClassDefinition(
        name = "QSA presence user",
        description = "A user who may watch and publish at the presence agent over SIP, if its auth is not none. A"
                + " PresenceUsers service can supply users of another system. A change applies to the next request.")
@interface UserConfig {
    @AttributeDefinition(name = "User name", description = "The user name in the credentials, without a colon. Needed.")
    String username() default "";

    @AttributeDefinition(
            name = "URIs",
            description = "The identities of the user, separated by comma: URIs such as sip:alice@example.com, or"
                    + " *@DOMAIN for every user of a domain. From must be one of them, and in a PUBLISH the"
                    + " Request-URI too. Needed.")
    String uris() default "";

    @AttributeDefinition(
            name = "Algorithms",
            description = "The digest algorithms with which this user is challenged instead of those of io.qsa.pa and"
                    + " io.qsa.rls: SHA-256 and MD5, separated by comma, the preferred one first. MD5 alone is for a phone"
                    + " that gives up at a challenge with SHA-256, as baresip 1.0 does. Empty for those of the server.")
    String algorithms() default "";

    @AttributeDefinition(
            name = "Password",
            type = AttributeType.PASSWORD,
            description = "The password, without white space around it. Needed, if there is no .ha1.")
    String _password() default "";

    @AttributeDefinition(
            name = "HA1",
            type = AttributeType.PASSWORD,
            description = "Instead of the password: the hash of username:realm:password, with the realm of io.qsa.pa,"
                    + " as 32 hexadecimal digits for MD5 or 64 for SHA-256, or both, separated by comma. An algorithm"
                    + " without a hash here must not be in algorithms of io.qsa.pa.")
    String _ha1() default "";
}
