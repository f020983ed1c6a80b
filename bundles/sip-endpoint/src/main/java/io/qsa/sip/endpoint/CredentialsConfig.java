package io.qsa.sip.endpoint;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.qsa.sip.endpoint.internal.digest.CredentialSettings;

/** The configuration as consoles show it; {@link CredentialSettings} reads the values. */
@ObjectClassDefinition(
        name = "QSA SIP Credentials",
        description = "With which account a subscriber answers the digest challenges of a realm. Where several"
                + " configurations fit, the most specific subscriber wins, then the most specific host. Challenges with"
                + " MD5 and SHA-256 are answered, with qop=auth and without; Basic never. A change applies to the next"
                + " request.")
@interface CredentialsConfig {
    @AttributeDefinition(
            name = "Subscriber",
            description = "Whose requests these credentials are for: the URI in From, such as sip:bob@example.com, or"
                    + " *@DOMAIN for everybody of a domain. Needed.")
    String subscriber() default "";

    @AttributeDefinition(
            name = "Realm",
            description = "The realm of the challenges that are answered, letter by letter. Needed.")
    String realm() default "";

    @AttributeDefinition(
            name = "Hosts",
            description =
                    "The next hops that may challenge, separated by comma: names or addresses as they stand in the"
                            + " outbound proxy, Route or Request-URI of the request, without port, or *.DOMAIN. A server that"
                            + " gives its address as Contact needs name and address here. Nobody else gets an answer. Needed.")
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
                    + " their -sess variants are included. Of several that a server offers, its first one that stands"
                    + " here is used. Without MD5, nobody can talk the platform down to it.")
    String algorithms() default CredentialSettings.DEFAULT_ALGORITHMS;
}
