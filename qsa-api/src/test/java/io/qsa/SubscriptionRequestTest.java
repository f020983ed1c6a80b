package io.qsa;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SubscriptionRequestTest {
    private static final String ALICE = "sip:alice@example.com";
    private static final String BOB = "sip:bob@example.com";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:alice@example.com",
                "sips:alice@[2001:db8::1]:5061;transport=tls",
                "pres:alice@example.com",
                "tel:+15551234567",
                "SIP:al%69ce@EXAMPLE.com?x=y"
            })
    void keepsUrisByteForByte(String uri) {
        SubscriptionRequest request = SubscriptionRequest.presence(uri, BOB);

        assertThat(request.record()).isEqualTo(uri);
        assertThat(request.subscriber()).isEqualTo(BOB);
        assertThat(request.eventPackage()).isEqualTo("presence");
    }

    /** X26: nothing that an application hands in can break out of a header line. */
    @ParameterizedTest
    @CsvSource({
        "'sip:a@b\r\nEvil: 1', 'CR, LF or NUL'",
        "'sip:a@b\n', 'CR, LF or NUL'",
        "'sip:a\u0000@b', 'CR, LF or NUL'",
        "alice, has no scheme",
        "'', has no scheme",
        "http://example.com, none of sip",
        "sip:, names nobody",
        "'sip:a b@c', 'a character that a URI may not hold'",
        "'sip:\uFFFE@b', 'a character that a URI may not hold'",
        "'sip:\u00fcmit@b', 'a character that a URI may not hold'",
        "'<sip:a@b>', 'none of sip'",
        "'sip:a@b>;tag=1', 'a character that a URI may not hold'"
    })
    void refusesWhatIsNoUri(String uri, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRequest.presence(uri, BOB))
                .withMessageStartingWith("record ")
                .withMessageContaining(complaint);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRequest.presence(ALICE, uri))
                .withMessageStartingWith("subscriber ");
    }

    @Test
    void whatIsAskedOnBehalfOfOthersIsAnotherRequest() {
        SubscriptionRequest own = SubscriptionRequest.presence(ALICE, BOB);

        assertThat(own.isOnBehalf()).isFalse();
        assertThat(own.onBehalf()
                        .withParameter("a", "b")
                        .withAccept("text/plain")
                        .isOnBehalf())
                .isTrue();
        assertThat(own.onBehalf()).isNotEqualTo(own).isEqualTo(own.onBehalf()).hasSameHashCodeAs(own.onBehalf());
    }

    @Test
    void saysThatAFieldIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRequest.presence(null, BOB))
                .withMessage("record is missing");
    }

    @Test
    void showsNoControlCharactersAndNoEndlessTextInItsComplaint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRequest.presence("x\u0007" + "y".repeat(5000), BOB))
                .satisfies(e -> assertThat(e.getMessage()).contains("x?y").hasSizeLessThan(150));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pres ence", "presence;id=1", "pr\u00e4senz"})
    void refusesAnEventPackageThatIsNoToken(String eventPackage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRequest.of(eventPackage, ALICE, BOB))
                .withMessageStartingWith("eventPackage ");
    }

    @Test
    void carriesParametersAndDocumentTypes() {
        SubscriptionRequest request = SubscriptionRequest.of("reg", ALICE, BOB)
                .withParameter("id", "7")
                .withAccept("application/reginfo+xml", "*/*");

        assertThat(request.parameters()).isEqualTo(Map.of("id", "7"));
        assertThat(request.accept()).containsExactly("application/reginfo+xml", "*/*");
        assertThatIllegalArgumentException().isThrownBy(() -> request.withParameter("a b", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.withParameter("a", "1\r\n2"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.withAccept("pidf"));
    }

    @Test
    void isEqualIfEveryPartIsEqual() {
        SubscriptionRequest request = SubscriptionRequest.presence(ALICE, BOB);

        assertThat(request)
                .isEqualTo(SubscriptionRequest.presence(ALICE, BOB))
                .hasSameHashCodeAs(SubscriptionRequest.presence(ALICE, BOB))
                .isNotEqualTo(SubscriptionRequest.presence(BOB, ALICE))
                .isNotEqualTo(SubscriptionRequest.of("reg", ALICE, BOB))
                .isNotEqualTo(request.withParameter("id", "1"))
                .isNotEqualTo(request.withAccept("text/plain"));
    }
}
