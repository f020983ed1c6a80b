package io.qsa.base.uri;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for all URIs, tried on random ones; the seed is fixed. */
class UriPropertiesTest {
    private static final int ROUNDS = 20_000;
    private static final List<String> SCHEMES = List.of("sip:", "sips:", "pres:", "tel:", "SIP:", "Pres:");
    private static final List<String> USERS =
            List.of("", "*97@", "%2A97@", "%2a97@", "a;b@", "a%3Bb@", "a%3bb@", "A@", "a@", "%61@", "a:b@", "100%@");
    private static final List<String> HOSTS =
            List.of("a.example", "A.example.", "b\u00fccher.example", "xn--bcher-kva.example", "[::1]", "tel", "7042");
    private static final List<String> PORTS = List.of("", "", "", ":5060", ":05060", ":5061");
    private static final List<String> PARAMETERS = List.of(
            ";transport=udp",
            ";Transport=UDP",
            ";maddr=a.example",
            ";x=1",
            ";X=%31",
            ";x=2",
            ";pres-list=a",
            ";Pres-List=%41",
            ";pres-list=b",
            ";phone-context=a.example",
            ";phone-context=A.Example.",
            ";phone-context=+1-2",
            ";ext=1",
            ";lr");
    private static final List<String> HEADERS = List.of("", "", "", "?a=b&c=%64", "?c=d&a=b");

    private final Random random = new Random(20261201);

    private String anyOf(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String uri() {
        StringBuilder uri = new StringBuilder(anyOf(SCHEMES));
        uri.append(uri.indexOf("tel:") == 0 ? "" : anyOf(USERS)).append(anyOf(HOSTS));
        uri.append(anyOf(PORTS));
        for (int i = random.nextInt(3); i > 0; i--) {
            uri.append(anyOf(PARAMETERS));
        }
        return uri.append(anyOf(HEADERS)).toString();
    }

    /** Another URI, which often is a spelling of this one. */
    private String like(String uri) {
        return switch (random.nextInt(4)) {
            case 0 -> uri();
            case 1 -> uri.replace("a.example", "A.EXAMPLE").replace("*", "%2A");
            case 2 -> uri + anyOf(PARAMETERS);
            default -> UriIdentity.canonical(uri);
        };
    }

    private String entity() {
        String uri = uri();
        while (!UriIdentity.isEntity(uri)) {
            uri = uri();
        }
        return uri;
    }

    @Test
    @DisplayName("F60 X41: to have one key is an equivalence, and a key is its own key")
    void theKeyIsAnEquivalence() {
        int equal = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String one = entity();
            String other = like(one);
            String third = like(other);
            String key = UriIdentity.key(one);

            assertThat(UriIdentity.haveOneKey(one, one)).isTrue();
            assertThat(UriIdentity.haveOneKey(other, one)).isEqualTo(UriIdentity.haveOneKey(one, other));
            if (UriIdentity.haveOneKey(one, other) && UriIdentity.haveOneKey(other, third)) {
                assertThat(UriIdentity.haveOneKey(one, third))
                        .as("%s, %s, %s", one, other, third)
                        .isTrue();
                equal++;
            }
            assertThat(UriIdentity.key(UriIdentity.uriOfKey(key))).as(one).isEqualTo(key);
        }
        assertThat(equal).as("how often all three have one key").isGreaterThan(ROUNDS / 20);
    }

    @Test
    @DisplayName("X41: the key of a URI that need not be read is that of one that is read")
    void theShortWayLeadsToTheSameKey() {
        int unread = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String plain = "sip:" + anyOf(USERS) + "a.example" + anyOf(PORTS);
            String uri = random.nextBoolean() ? plain : scribble(random.nextBoolean() ? plain : uri());
            if (PlainUri.startOfKey(uri) > 0) {
                assertThat(UriIdentity.of(uri).key()).isEqualTo(UriIdentity.key(uri));
                unread++;
            }
        }
        assertThat(unread).as("how often a URI need not be read").isGreaterThan(ROUNDS / 20);
    }

    /** One character of a URI is another one. */
    private String scribble(String uri) {
        StringBuilder text = new StringBuilder(uri);
        text.setCharAt(random.nextInt(text.length()), "@:;?%./[]#aZ0 \u00e9".charAt(random.nextInt(15)));
        return text.toString();
    }

    @Test
    @DisplayName("F114 X44: same is reflexive and symmetric, and finer than the user")
    void sameIsReflexiveAndSymmetric() {
        int same = 0;
        for (int i = 0; i < ROUNDS; i++) {
            UriIdentity one = UriIdentity.of(entity());
            UriIdentity other = UriIdentity.find(like(one.toString())).orElse(one);

            assertThat(one.isSameAs(one)).isTrue();
            assertThat(other.isSameAs(one)).isEqualTo(one.isSameAs(other));
            if (one.isSameAs(other)) {
                assertThat(other.userKey()).isEqualTo(one.userKey());
                assertThat(other.scheme()).isEqualTo(one.scheme());
                same++;
            }
        }
        assertThat(same).as("how often two are the same").isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
    }

    @Test
    @DisplayName("the one spelling is that of the same URI")
    void theOneSpellingIsTheSame() {
        for (int i = 0; i < ROUNDS; i++) {
            String uri = entity();
            String canonical = UriIdentity.canonical(uri);

            assertThat(UriIdentity.of(canonical).isSameAs(UriIdentity.of(uri))).isTrue();
            assertThat(UriIdentity.key(canonical)).isEqualTo(UriIdentity.key(uri));
            assertThat(canonical.substring(0, canonical.indexOf(':')))
                    .isEqualTo(uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT));
        }
    }

    @Test
    @DisplayName("X41: whatever comes is read or refused, and nothing else is thrown")
    void survivesWhateverComes() {
        List<String> read = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            String uri = scribble(scribble(uri()));
            if (UriIdentity.isEntity(uri)) {
                read.add(UriIdentity.key(uri));
            }
        }
        assertThat(read).isNotEmpty().noneMatch(String::isEmpty);
    }
}
