package io.qsa.rls.internal;

import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.FakeEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/** Which list a URI names, and whose it is. */
class ListIdentityTest extends ListServerScript {
    private void bobHasTwoLists() throws Exception {
        Files.writeString(
                directory.resolve("services.xml"),
                "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'"
                        + " xmlns:l='urn:ietf:params:xml:ns:resource-lists'>"
                        + "<service uri='sip:bob@example.com;pres-list=a'><list>"
                        + "<l:entry uri='sip:a@example.com'/></list></service>"
                        + "<service uri='sip:bob@example.com;pres-list=b'><list>"
                        + "<l:entry uri='sip:b@example.com'/></list></service></rls-services>");
        rescan();
    }

    private static SipRequest at(String uri, SipRequest subscribe) {
        SipRequest request = SipRequest.of("SUBSCRIBE", uri);
        for (String name :
                List.of("Via", "From", "To", "Call-ID", "CSeq", "Contact", "Event", "Expires", "Supported")) {
            request = request.with(name, subscribe.header(name).orElseThrow());
        }
        return request;
    }

    /** F44, X43: the parameter names the list; who asks for the user asks somebody else. */
    @Test
    void aUserMayHaveSeveralLists() throws Exception {
        bobHasTwoLists();

        assertThat(handle(at("sip:%62ob@EXAMPLE.com;Pres-List=%62", subscribe("bob", 600)))
                        .code())
                .isEqualTo(200);
        assertThat(qsa.subscriptions()).singleElement().asString().contains("sip:b@example.com");
        FakeEndpoint.Incoming plain = endpoint.incoming(at("sip:bob@example.com", subscribe("carol", 600)));
        assertThat(server.handle(plain)).isFalse();
        FakeEndpoint.Incoming unknown = endpoint.incoming(at("sip:bob@example.com;pres-list=c", subscribe("dan", 600)));
        assertThat(server.handle(unknown)).isFalse();
    }

    /** F44, F60, X43: a list is that of the user whose URI it has a parameter of. */
    @ParameterizedTest
    @CsvSource({"bob, 200", "%62ob, 200", "BOB, 403", "carol, 403"})
    void aListBelongsToTheUserInItsUri(String watcher, int code) throws Exception {
        bobHasTwoLists();
        configure("auth", "implicit");

        assertThat(handle(at("sip:bob@example.com;pres-list=a", subscribe(watcher, 600)))
                        .code())
                .isEqualTo(code);
    }

    /** F60, X41: another spelling is no other watcher. */
    @Test
    void aWatcherHasOneShareHoweverItIsWritten() {
        configure("auth", "none", "max_subscriptions_per_watcher", "1");
        assertThat(handle(subscribe("bob", 600)).code()).isEqualTo(200);

        assertThat(handle(subscribe("b%6fb", 600)).code()).isEqualTo(480);
    }
}
