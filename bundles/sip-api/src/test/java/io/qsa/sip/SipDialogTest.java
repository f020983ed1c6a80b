package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipDialogTest {
    private final SipDialog asking = SipDialog.asking("sip:bob@example.com", "sip:alice@example.com", List.of());

    private static SipRequest notify(SipDialog dialog) throws MalformedMessageException {
        String text = SipParserTest.sample("notify.txt")
                .replace("call-1@192.0.2.1", dialog.callId())
                .replace("tag=ours", "tag=" + dialog.localTag());
        return (SipRequest) SipParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("S08: the first request has new ids, no To tag and the first number")
    void asksWithNewIds() {
        SipDialog other = SipDialog.asking("sip:bob@example.com", "sip:alice@example.com", List.of());
        SipRequest request = asking.advanced().request("SUBSCRIBE");

        assertThat(request.requestUri()).isEqualTo("sip:alice@example.com");
        assertThat(request.to().tag()).isEmpty();
        assertThat(request.from().tag()).contains(asking.localTag());
        assertThat(request.cseq()).isEqualTo(1);
        assertThat(other.callId()).isNotEqualTo(asking.callId());
        assertThat(other.localTag()).isNotEqualTo(asking.localTag());
    }

    @Test
    @DisplayName("S40 S42: a NOTIFY establishes the dialog with the Record-Route in its order")
    void isEstablishedByANotify() throws Exception {
        SipRequest notify = notify(asking);
        assertThat(asking.matches(notify)).isTrue();
        SipDialog dialog = asking.advanced().establishedBy(notify);

        SipRequest refresh = dialog.advanced().request("SUBSCRIBE");
        assertThat(refresh.requestUri()).isEqualTo("sip:alice@192.0.2.1:5060");
        assertThat(refresh.headers("Route"))
                .containsExactly(
                        "<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>", "\"P, 3\" <sip:p3.example.com;lr>;x=1");
        assertThat(refresh.to().tag()).contains("yasc");
        assertThat(refresh.cseq()).isEqualTo(2);
        assertThat(dialog.remoteCseq()).isEqualTo(8);
    }

    @Test
    @DisplayName("S41 S43: matches by Call-ID and both tags, case and all")
    void matchesByItsIds() throws Exception {
        SipRequest notify = notify(asking);
        SipDialog dialog = asking.establishedBy(notify);

        assertThat(dialog.matches(notify)).isTrue();
        assertThat(dialog.matches(notify.without("From").with("From", "<sip:a@b>;tag=YASC")))
                .isFalse();
        assertThat(dialog.matches(notify.without("Call-ID").with("Call-ID", dialog.callId() + "x")))
                .isFalse();
        assertThat(dialog.matches(notify.without("To").with("To", "<sip:bob@example.com>")))
                .isFalse();
    }

    @Test
    @DisplayName("S12: a strict router gets the Request-URI and the peer the last Route")
    void speaksToAStrictRouter() {
        SipDialog dialog = SipDialog.asking(
                "sip:bob@example.com",
                "sip:alice@example.com",
                List.of("<sip:strict.example.com>", "<sip:loose.example.com;lr>"));
        SipRequest request = dialog.advanced().request("SUBSCRIBE");

        assertThat(request.requestUri()).isEqualTo("sip:strict.example.com");
        assertThat(request.headers("Route")).containsExactly("<sip:loose.example.com;lr>", "<sip:alice@example.com>");
        assertThat(request.nextHop()).contains(SipUri.parse("sip:strict.example.com"));
    }

    @Test
    @DisplayName("F06 S130: in Record-Route the parameters of a bare URI are of the URI, and a Route has brackets")
    void aBareRecordRouteIsALooseRouter() throws Exception {
        String bare = "sip:sprout.example.com:5054;transport=tcp;lr;service=scscf";
        SipRequest notify = notify(asking).without("Record-Route").with("Record-Route", bare + ", <sip:p2;lr>");
        SipResponse response = SipResponse.to(asking.request("SUBSCRIBE"), 200)
                .withToTag("there")
                .with("Record-Route", bare)
                .with("Contact", "<sip:alice@192.0.2.1;transport=tcp;transport=tcp>");
        SipRequest refresh = asking.establishedBy(notify).request("SUBSCRIBE");
        SipRequest other = asking.establishedBy(response).request("SUBSCRIBE");

        assertThat(refresh.requestUri()).isEqualTo("sip:alice@192.0.2.1:5060");
        assertThat(refresh.headers("Route")).containsExactly("<" + bare + ">", "<sip:p2;lr>");
        assertThat(other.requestUri()).isEqualTo("sip:alice@192.0.2.1;transport=tcp");
        assertThat(other.headers("Route")).containsExactly("<" + bare + ">");
        assertThat(SipDialog.asked(notify.with("To", "<sip:a@b>")).routeSet())
                .containsExactly("<" + bare + ">", "<sip:p2;lr>");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:u;x=1;x=2@proxy.example.com;lr, true",
        "sip:proxy.example.com;lr?a;b=2;b=3, true",
        "sip:proxy.example.com;LR=on, true",
        "sip:u;lr@proxy.example.com, false",
        "sip:proxy.example.com?a;lr, false"
    })
    @DisplayName("S12 X12: only a parameter of the URI makes a router loose, no text like it in user or headers")
    void knowsALooseRouterByItsParameters(String router, boolean isLoose) {
        SipDialog dialog =
                SipDialog.asking("sip:bob@example.com", "sip:alice@example.com", List.of("<" + router + ">"));

        assertThat(dialog.advanced().request("SUBSCRIBE").requestUri())
                .isEqualTo(isLoose ? "sip:alice@example.com" : router);
    }

    @Test
    @DisplayName("S42: a 2xx establishes the dialog with the Record-Route in reverse")
    void isEstablishedByAResponse() {
        SipResponse response = SipResponse.to(asking.request("SUBSCRIBE"), 200)
                .withToTag("there")
                .with("Record-Route", "<sip:p2;lr>, <sip:p1;lr>")
                .with("Contact", "<sip:alice@192.0.2.1>");
        SipDialog dialog = asking.establishedBy(response);

        assertThat(dialog.routeSet()).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
        assertThat(dialog.remoteTarget()).isEqualTo("sip:alice@192.0.2.1");
    }

    @Test
    @DisplayName("S18 X26: no header value breaks out of its line")
    void refusesHeaderInjection() {
        SipRequest request = asking.request("SUBSCRIBE");

        assertThatThrownBy(() -> request.with("Subject", "a\r\nRoute: <sip:evil;lr>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.with("Sub ject", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipRequest.of("SUBSCRIBE", "sip:a\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("S08: writes the length of the body and nothing that contradicts it")
    void writesTheLengthOfTheBody() throws Exception {
        SipRequest request = asking.request("PUBLISH").withBody("text/plain", "für".getBytes(StandardCharsets.UTF_8));

        assertThat(request.toString()).contains("\r\nContent-Length: 4\r\n\r\nfür");
        assertThat(request.withBody("text/xml", new byte[0]).headers("Content-Type"))
                .containsExactly("text/xml");
    }

    @Test
    void aPeerWithoutATagIsAddressedWithoutOne() throws Exception {
        SipRequest subscribe = notify(asking).without("From").with("From", "<sip:bob@example.com>");

        SipRequest answer = SipDialog.asked(subscribe).advanced().request("NOTIFY");

        assertThat(answer.header("To")).contains("<sip:bob@example.com>");
    }
}
