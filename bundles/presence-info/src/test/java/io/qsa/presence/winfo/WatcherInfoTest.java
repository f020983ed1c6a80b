package io.qsa.presence.winfo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.winfo.Watcher.Status;
import io.qsa.presence.xml.XmlException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WatcherInfoTest {
    private static final String ALICE = "sip:alice@example.com";
    private static final Watcher BOB = Watcher.of("b", "sip:bob@example.com", Status.PENDING, "subscribe");
    private static final Watcher CAROL = Watcher.of("c", "sip:carol@example.com", Status.ACTIVE, "approved");

    private static WatcherInfo reread(WatcherInfo info) throws XmlException {
        return WatcherInfoReader.read(WatcherInfoWriter.write(info));
    }

    @Test
    void whatIsWrittenIsRead() throws XmlException {
        Watcher since = CAROL.subscribedFor(Duration.ofSeconds(509));
        WatcherInfo read = reread(WatcherInfo.partial(ALICE, 7, List.of(BOB, since)));

        assertThat(read.resource()).isEqualTo(ALICE);
        assertThat(read.version()).isEqualTo(7);
        assertThat(read.isFull()).isFalse();
        assertThat(read.watchers()).containsExactly(BOB, since);
    }

    /** W06, X8, X25. */
    @Test
    void longUrisAreEscapedAndNotCut() throws XmlException {
        String uri = "sip:" + "<&>\"'é".repeat(700) + "@example.com";
        Watcher watcher = Watcher.of("</watcher>", uri, Status.ACTIVE, "subscribe");

        WatcherInfo read = reread(WatcherInfo.full(uri, 0, List.of(watcher)));

        assertThat(read.resource()).isEqualTo(uri);
        assertThat(read.watchers()).containsExactly(watcher);
        assertThatIllegalArgumentException().isThrownBy(() -> Watcher.of("a", "sip:\u0000", Status.ACTIVE, "x"));
    }

    /** RFC 3858 section 6 is the model of it. */
    @Test
    void aDocumentOfAnotherServerIsRead() throws XmlException {
        String document =
                """
                <?xml version="1.0"?>
                <w:watcherinfo xmlns:w="urn:ietf:params:xml:ns:watcherinfo" version="1" state="partial">
                  <w:watcher-list resource="sip:alice@example.com" package="message-summary"/>
                  <w:watcher-list resource="sip:alice@example.com" package="presence">
                    <w:watcher status="pending" id="b" event="subscribe" display-name="Bob" expiration="10">
                      sip:bob@example.com
                    </w:watcher>
                    <x:extra xmlns:x="urn:x">else</x:extra>
                  </w:watcher-list>
                </w:watcherinfo>
                """;

        assertThat(WatcherInfoReader.read(document.getBytes(StandardCharsets.UTF_8))
                        .watchers())
                .containsExactly(BOB);
    }

    /** F20: one watcher that is invalid costs no other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<watcher id='a' status='gone' event='subscribe'>sip:a@example.com</watcher>",
                "<watcher status='active' event='subscribe'>sip:a@example.com</watcher>",
                "<watcher id='a' status='active'>sip:a@example.com</watcher>",
                "<watcher id='a' status='active' event='subscribe'/>",
                "<watcher id='a' status='active' event='subscribe'>sip:a<b><c/></b></watcher>",
            })
    void aWatcherThatIsInvalidCostsNoOther(String odd) throws XmlException {
        String good = "<watcher id='b' status='pending' event='subscribe' duration-subscribed='soon'>"
                + "sip:bob@example.com</watcher>";
        for (String both : List.of(odd + good, good + odd)) {
            WatcherInfo info = WatcherInfoReader.read(
                    ("<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='0' state='full'>"
                                    + "<watcher-list resource='r' package='presence'>" + both
                                    + "</watcher-list></watcherinfo>")
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(info.watchers()).containsExactly(BOB);
            assertThat(info.passedOver()).isEqualTo(1);
        }
    }

    /** S118. */
    @Test
    void aPartialDocumentChangesTheStateAndALostOneIsNoticed() {
        WatcherInfo state = WatcherInfo.full(ALICE, 0, List.of(BOB));
        Watcher gone = Watcher.of("b", "sip:bob@example.com", Status.TERMINATED, "rejected");

        WatcherInfo next = state.updatedBy(WatcherInfo.partial(ALICE, 1, List.of(gone, CAROL)))
                .orElseThrow();

        assertThat(next.watchers()).containsExactly(CAROL);
        assertThat(next.updatedBy(WatcherInfo.partial(ALICE, 3, List.of(BOB)))).isEmpty();
        assertThat(next.updatedBy(WatcherInfo.full(ALICE, 3, List.of(BOB))).map(WatcherInfo::watchers))
                .isEqualTo(Optional.of(List.of(BOB)));
        assertThat(next.updatedBy(WatcherInfo.full(ALICE, 1, List.of(BOB)))).containsSame(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<watcherinfo/>",
                "<!DOCTYPE a><watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='0' state='full'/>",
                "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='-1' state='full'/>",
                "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='0' state='half'/>",
                "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='0' state='full'>"
                        + "<watcher-list resource='r' package='presence'><watcher id='a' status='gone' event='e'>u</watcher>"
                        + "</watcher-list></watcherinfo>",
                "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='0' state='full'>"
                        + "<watcher-list resource='r' package='presence'><watcher status='active' event='e'>u</watcher>"
                        + "</watcher-list></watcherinfo>",
            })
    void whatIsNoWatcherInformationIsRefused(String document) {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> WatcherInfoReader.read(document.getBytes(StandardCharsets.UTF_8)));
    }
}
