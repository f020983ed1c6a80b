package io.qsa.sip.endpoint;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.qsa.sip.endpoint.internal.digest.CredentialSettings;

/** The configuration as consoles show it; {@link CredentialSettings} reads the values. */
@ObjectClassDefinition(
        name = "QSA SIP Credentials",
        description = "The account with which a subscriber answers the digest challenges of a realm. If several"
                + " configurations match, the one with the most specific subscriber is used, then the one with the"
                + " most specific host. Challenges with MD5 and SHA-256 are answered, with qop=auth and without;"
                + " Basic never. A change applies to the next request.")
@interface CredentialsConfig {
    @AttributeDefinition(
            name = "Subscriber",
            description = "The subscriber for whom these credentials are: the URI in From, such as"
                    + " sip:bob@example.com, or *@DOMAIN for every user of a domain. Needed.")
    String subscriber() default "";

    @AttributeDefinition(name = "Realm", description = "The exact realm of the challenges to answer. Needed.")
    String realm() default "";

    @AttributeDefinition(
            name = "Hosts",
            description = "The next hops that may challenge, separated by comma: names or addresses as written in the"
                    + " outbound proxy, Route or Request-URI of the request, without port, or *.DOMAIN. For a server"
                    + " with its address in Contact, list name and address here. Challenges of other hosts are not"
                    + " answered. Needed.")
    String hosts() default "";

    @AttributeDefinition(name = "User name", description = "The user name in the answer, without a colon. Needed.")
    String username() default "";

    @AttributeDefinition(
            name = "Password",
            type = AttributeType.PASSWORD,
            description = "The password, without white space around it. Needed, if there is no .ha1.")
    String _password() default "";

    @AttributeDefinition(
            name = "HA1",
            type = AttributeType.PASSWORD,
            description =
                    "Instead of the password: the hash of username:realm:password, as 32 hexadecimal digits for MD5"
                            + " or 64 for SHA-256. Only challenges with that algorithm are answered.")
    String _ha1() default "";

    @AttributeDefinition(
            name = "Algorithms",
            description = "The algorithms with which challenges may be answered, SHA-256 and MD5, separated by comma;"
                    + " their -sess variants are included. Of several that a server offers, its first one that is"
                    + " listed here is used. Without MD5, an attacker cannot force the weaker algorithm.")
    String algorithms() default CredentialSettings.DEFAULT_ALGORITHMS;
}
