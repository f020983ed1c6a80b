package io.qsa.base.uri;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UriIdentityTest {
    private static boolean areSame(String one, String other) {
        boolean areSame = UriIdentity.of(one).isSameAs(UriIdentity.of(other));
        assertThat(UriIdentity.of(other).isSameAs(UriIdentity.of(one))).isEqualTo(areSame);
        return areSame;
    }

    @ParameterizedTest(name = "{0} is of {1}")
    @DisplayName("F60 F64 C15 X41: the key says who is meant, not how it is written or reached")
    @CsvSource({
        "sip:alice@example.com, alice@example.com",
        "SIPS:alice@EXAMPLE.com, alice@example.com",
        "pres:alice@example.com., alice@example.com",
        "sip:Alice@example.com, Alice@example.com",
        "sip:*97@example.com, *97@example.com",
        "sip:%2A97@example.com, *97@example.com",
        "sip:%2a%39%37@example.com, *97@example.com",
        "sip:a%3bb@example.com, a%3Bb@example.com",
        "sip:a;b@example.com, a;b@example.com",
        "sip:a%2525@example.com, a%2525@example.com",
        "sip:50%@example.com, 50%25@example.com",
        "sip:a#b@example.com, a%23b@example.com",
        "sip:carol@example.com;x=1;maddr=192.0.2.1?subject=y, carol@example.com",
        "sip:carol@example.com:5070;lr, carol@example.com:5070",
        "sip:carol@example.com.:05070, carol@example.com:5070",
        "sip:carol@[2001:DB8::1]:5070, carol@[2001:db8::1]:5070",
        "sip:bob@b\u00fccher.example, bob@xn--bcher-kva.example",
        "sip:bob@XN--BCHER-KVA.example, bob@xn--bcher-kva.example",
        "sip:bob@B\u00dcCHER\u3002example, bob@xn--bcher-kva.example",
        "sip:example.com, example.com"
    })
    void theKeySaysWhoIsMeant(String uri, String key) {
        assertThat(UriIdentity.key(uri)).isEqualTo(key);
        assertThat(UriIdentity.key(UriIdentity.uriOfKey(key))).isEqualTo(key);
        assertThat(UriIdentity.keyOrText(uri)).isEqualTo(key);
        assertThat(UriIdentity.of(uri).key()).isEqualTo(key);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("F63 X42: a number has its context and its extension, and no visual separators")
    @CsvSource({
        "tel:7042, tel:7042",
        "tel:7042;phone-context=a.example, tel:7042;phone-context=a.example",
        "TEL:70-42;Phone-Context=A.Example., tel:7042;phone-context=a.example",
        "tel:7042;phone-context=b.example, tel:7042;phone-context=b.example",
        "tel:7042;phone-context=+1-201, tel:7042;phone-context=+1201",
        "tel:+1(201)555.0123, tel:+12015550123",
        "tel:12015550123, tel:12015550123",
        "tel:+12015550123;cic=+1-6789, tel:+12015550123",
        "tel:7042;phone-context=a.example;ext=1-2, tel:7042;ext=12;phone-context=a.example",
        "tel:+12015550123;phone-context=a.example;ext=1-2, tel:+12015550123;ext=12",
        "tel:%2A97, tel:*97"
    })
    void theKeyOfANumber(String uri, String key) {
        assertThat(UriIdentity.key(uri)).isEqualTo(key);
        assertThat(UriIdentity.uriOfKey(key)).isEqualTo(key);
    }

    @Test
    @DisplayName("F44 X43: the lists of a user are not the user, and not one list")
    void listsAreNotTheirUser() {
        UriIdentity list = UriIdentity.of("sip:alice@example.com;x=1;Pres-List=%61");

        assertThat(list.key()).isEqualTo("alice@example.com;pres-list=a");
        assertThat(list.userKey()).isEqualTo(UriIdentity.key("sip:alice@example.com"));
        assertThat(list.list()).isEqualTo("a");
        assertThat(UriIdentity.haveOneKey("sip:alice@example.com;pres-list=a", "sip:alice@example.com;pres-list=b"))
                .isFalse();
    }

    @ParameterizedTest
    @DisplayName("C16: what names nobody has no key")
    @ValueSource(
            strings = {
                "",
                "alice@example.com",
                "mailto:alice@example.com",
                "sip:",
                "sip:@example.com",
                "sip:alice@",
                "sip:alice@.",
                "sip:alice@a@example.com",
                "sip:alice@example.com;x=a@example.org",
                "sip:alice@exa mple.com",
                "sip:alice@exa/mple.com",
                "sip:alice@example.com:",
                "sip:alice@example.com:99999",
                "sip:alice@example.com:1x",
                "sip:alice@[::1",
                "sip:alice@example.com;pres-list=a;pres-list=b",
                "sip:ali\u00e7e@example.com",
                "sip:bob@stra\u00dfe.example",
                "sip:bob@example\uff0fcom",
                "sip:tel:7042",
                "tel:",
                "tel:---",
                "tel:7042@example.com"
            })
    void whatNamesNobodyHasNoKey(String uri) {
        assertThat(UriIdentity.isEntity(uri)).isFalse();
        assertThat(UriIdentity.keyOrText(uri)).isEqualTo(uri);
        assertThat(UriIdentity.canonical(uri)).isEqualTo(uri);
        assertThatIllegalArgumentException().isThrownBy(() -> UriIdentity.key(uri));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @DisplayName("C15 X44: equal by RFC 3261 section 19.1.4, or by RFC 3966 section 4")
    @CsvSource({
        "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp",
        "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5",
        "sip:carol@chicago.com, sip:carol@chicago.com;security=on",
        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com,"
                + " sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        "sip:alice@atlanta.com?subject=project%20x&priority=urgent,"
                + " sip:alice@atlanta.com?priority=urgent&subject=project%20x",
        "sip:h:5060;transport=tcp;transport=tcp, sip:h:5060;transport=tcp",
        "sip:alice@atlanta.com;pres-list=a, sip:alice@atlanta.com",
        "tel:+1-201-555-0123;a=b;ext=1, tel:+12015550123;EXT=1;A=B"
    })
    void areEqual(String one, String other) {
        assertThat(areSame(one, other)).isTrue();
        assertThat(UriIdentity.of(one).userKey())
                .isEqualTo(UriIdentity.of(other).userKey());
    }

    @ParameterizedTest(name = "{0} != {1}")
    @DisplayName("F114 C15 X44: different by RFC 3261 section 19.1.4, or by RFC 3966 section 4")
    @CsvSource({
        "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:5060",
        "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp",
        "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next%20meeting",
        "sip:carol@chicago.com;security=on, sip:carol@chicago.com;security=off",
        "sip:a%3Bb@example.com, sip:a;b@example.com",
        "sip:bob@biloxi.com, sips:bob@biloxi.com",
        "sip:bob@biloxi.com, pres:bob@biloxi.com",
        "tel:+12015550123, tel:+12015550123;a=b",
        "tel:7042;phone-context=a.example, tel:7042"
    })
    void areDifferent(String one, String other) {
        assertThat(areSame(one, other)).isFalse();
    }

    @Test
    @DisplayName("X44: in From, what says how to reach somebody does not say who it is")
    void theWayIsPassedOverInFrom() {
        UriIdentity from = UriIdentity.of("sip:bob@biloxi.com;transport=udp;maddr=h;ttl=1;method=X;lr;user=phone?a=b")
                .inFrom();

        assertThat(from.isSameAs(UriIdentity.of("sip:bob@biloxi.com;user=phone")))
                .isTrue();
        assertThat(from.isSameAs(UriIdentity.of("sip:bob@biloxi.com"))).isFalse();
    }

    @Test
    @DisplayName("X44: what is equal by the RFC is not transitive, so it is no key")
    void sameIsNotTransitive() {
        String on = "sip:carol@chicago.com;security=on";
        String off = "sip:carol@chicago.com;security=off";

        assertThat(areSame(on, "sip:carol@chicago.com")).isTrue();
        assertThat(areSame("sip:carol@chicago.com", off)).isTrue();
        assertThat(areSame(on, off)).isFalse();
    }

    @ParameterizedTest
    @DisplayName("the one spelling keeps what a server may tell apart")
    @CsvSource({
        "SIPS:%2a97@Example.COM.:05061;B=%41;a?Y=%31&x, sips:*97@example.com:5061;a=;b=a?Y=1&x",
        "tel:70-42;phone-context=A.example;cic=1, tel:7042;cic=1;phone-context=a.example"
    })
    void hasOneSpelling(String uri, String canonical) {
        assertThat(UriIdentity.canonical(uri)).isEqualTo(canonical);
        assertThat(UriIdentity.canonical(canonical)).isEqualTo(canonical);
    }

    @Test
    @DisplayName("X41: a URI that is written as its key is costs no reading")
    void plainUrisAreNotRead() {
        assertThat(PlainUri.startOfKey("sip:alice@example.com")).isEqualTo(4);
        assertThat(PlainUri.startOfKey("sips:+1-201.555_a~b@a-b.example.com:5061"))
                .isEqualTo(5);
        assertThat(PlainUri.startOfKey("sip:alice@Example.com")).isNegative();
        assertThat(PlainUri.startOfKey("sip:alice@example.com;lr")).isNegative();
        assertThat(PlainUri.startOfKey("sip:%61lice@example.com")).isNegative();
    }
}
