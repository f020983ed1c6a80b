package io.qsa.sip.notifier.users;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.digest.Authentication;
import io.qsa.sip.endpoint.internal.digest.CredentialSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.endpoint.internal.digest.DigestClient;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.UserAgent;
import io.qsa.sip.notifier.digest.DigestRealm;

import static org.assertj.core.api.Assertions.assertThat;

/** The door against the digest client of the SIP endpoint. */
class DoorTest {
    private static final SipUri HOP = SipUri.parse("sip:127.0.0.1");

    private static final DigestRealm HOME = DigestRealm.of("home", List.of("SHA-256", "MD5"));
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final UserAgent bob = new UserAgent("call-1");
    private List<PresenceUsers> users = List.of(name -> user(name, "sip:bob@example.com"));
    private final Door door = new Door(() -> users);

    private static Optional<PresenceUser> user(String name, String uris) {
        return name.equals("bob")
                ? Optional.of(PresenceUser.withPassword("bob", "builder", List.of(uris.split(" "))))
                : Optional.empty();
    }

    /** The code of the refusal, 0 if there is none. */
    private int check(SipRequest request) {
        try {
            door.check(endpoint.incoming(request), HOME);
            return 0;
        } catch (Refusal refusal) {
            return refusal.response().code();
        }
    }

    private SipRequest answered(SipRequest request, String password) throws Exception {
        CredentialStore credentials = new CredentialStore();
        credentials.put(
                "bob",
                CredentialSettings.parse(Map.of(
                        "subscriber",
                        "sip:bob@example.com",
                        "realm",
                        "home",
                        "hosts",
                        "127.0.0.1",
                        "username",
                        "bob",
                        ".password",
                        password)));
        Authentication client = new DigestClient(credentials, () -> 0).begin(request, HOP);
        assertThat(client.answers(challenge(request))).isTrue();
        return client.request();
    }

    private SipResponse challenge(SipRequest request) throws Exception {
        try {
            door.check(endpoint.incoming(request), HOME);
        } catch (Refusal refusal) {
            return refusal.response();
        }
        throw new AssertionError("no challenge");
    }

    /** N13. */
    @Test
    void whoProvesWhoHeIsComesIn() throws Exception {
        assertThat(check(bob.subscribe(600))).isEqualTo(401);
        assertThat(check(answered(bob.subscribe(600), "builder"))).isZero();
        assertThat(check(answered(bob.subscribe(600), "guess"))).isEqualTo(401);
    }

    /** N13: a right password does not authenticate another identity. */
    @Test
    void whoSaysThatHeIsSomebodyElseIsRefused() throws Exception {
        users = List.of(name -> user(name, "sip:bob@elsewhere.com"));

        assertThat(check(answered(bob.subscribe(600), "builder"))).isEqualTo(403);
    }

    /** PUBLISH is for oneself, unless a user may be others too. */
    @ParameterizedTest
    @CsvSource({"sip:bob@example.com, 403", "*@example.com, 0", "sip:bob@example.com sip:alice@example.com, 0"})
    void whoPublishesForSomebodyElseMustBeAllowedTo(String uris, int code) throws Exception {
        users = List.of(name -> user(name, uris));

        assertThat(check(answered(bob.publish(600), "builder"))).isEqualTo(code);
    }

    /** F60, F63, F44, X41: a user is who is meant, however the URI is written. */
    @ParameterizedTest
    @CsvSource({
        "sip:*97@example.com, sip:%2A97@EXAMPLE.com.;x=1, true",
        "*@bücher.example, sip:bob@XN--BCHER-KVA.example, true",
        "tel:7042;phone-context=a.example, tel:70-42;phone-context=a.example, true",
        "tel:7042;phone-context=a.example, tel:7042;phone-context=b.example, false",
        "tel:7042;phone-context=a.example, tel:7042, false",
        "sip:bob@example.com, sip:bob@example.com;pres-list=a, false",
        "*@example.com, sip:bob@elsewhere.com;x=@example.com, false"
    })
    void aUserIsWhoIsMeant(String configured, String uri, boolean isUser) {
        assertThat(user("bob", configured).orElseThrow().is(uri)).isEqualTo(isUser);
    }

    @Test
    void theLastWhoKnowsAUserDecides() throws Exception {
        users = List.of(name -> user(name, "sip:bob@elsewhere.com"), name -> user(name, "sip:bob@example.com"));

        assertThat(check(answered(bob.subscribe(600), "builder"))).isZero();
    }

    /** F51: baresip 1.0 gives up at the first algorithm that it does not know, in whatever order they come. */
    @Test
    void aUserWithAlgorithmsOfItsOwnIsChallengedWithTheseAlone() throws Exception {
        assertThat(challenge(bob.subscribe(600)).headers("WWW-Authenticate"))
                .hasSize(2)
                .first()
                .asString()
                .contains("algorithm=SHA-256");

        users = List.of(new PhonesWithMd5());

        assertThat(challenge(bob.subscribe(600)).headers("WWW-Authenticate"))
                .singleElement()
                .asString()
                .contains("algorithm=MD5");
        assertThat(answered(bob.subscribe(600), "builder").header("Authorization"))
                .hasValueSatisfying(value -> assertThat(value).contains("algorithm=MD5"));
        assertThat(check(answered(bob.subscribe(600), "builder"))).isZero();
    }

    /** Has bob, whose phone knows MD5 only. */
    private static final class PhonesWithMd5 implements PresenceUsers {
        private static final PresenceUser BOB = PresenceUser.withPassword(
                        "bob", "builder", List.of("sip:bob@example.com"))
                .withAlgorithms(List.of("MD5"));

        @Override
        public Optional<PresenceUser> find(String username) {
            return findLimited("sip:" + username + "@example.com");
        }

        @Override
        public Optional<PresenceUser> findLimited(String uri) {
            return BOB.is(uri) ? Optional.of(BOB) : Optional.empty();
        }
    }

    /** N13: a certificate authenticates the users it names, like a password. */
    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBE, sips:bob@example.com, 0",
        "SUBSCRIBE, sip:carol@example.com, 401",
        "SUBSCRIBE, sip:example.com, 401",
        "PUBLISH, sip:bob@example.com, 401",
        "SUBSCRIBE, sip:%62ob@example.com, 0",
    })
    void whomACertificateNamesComesIn(String method, String certified, int code) {
        FakeEndpoint.Incoming incoming = endpoint.incoming(bob.request(method));
        incoming.certify(certified);
        int refused = 0;
        try {
            door.check(incoming, HOME);
        } catch (Refusal refusal) {
            refused = refusal.response().code();
        }

        assertThat(refused).isEqualTo(code);
    }
}
