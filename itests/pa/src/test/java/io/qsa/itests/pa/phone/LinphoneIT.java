package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.itests.Recorder;
import io.qsa.itests.peer.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/** Linphone behind a registrar that stays in its dialogs. */
class LinphoneIT extends PhoneTest {
    private static final Pattern SUBSCRIBE = Pattern.compile("\nSUBSCRIBE sip:(?s:.*?)\nCall-ID: (\\S+)");
    private static final Pattern REFRESHED = Pattern.compile("SIP/2.0 200 OK\n(?:\\S.*\n)*CSeq: (2[1-9]) SUBSCRIBE");

    @Test
    @DisplayName("F40: it refreshes in one dialog, since the 2xx has its proxy in Record-Route")
    void refreshesThreeTimesInOneDialog() throws Exception {
        Registrar registrar = registrar();
        Recorder bob = watch(uri("dave"));
        TerminalPhone phone = closing(linphone(registrar, "dave", "carol"));
        bob.awaitText("<basic>open</basic>");

        phone.awaitMessage(REFRESHED, 3);
        publish(uri("carol"), "at her desk");
        phone.awaitMessage(Pattern.compile("\nNOTIFY (?s:.*?)at her desk"), 1);

        assertThat(SUBSCRIBE
                        .matcher(phone.messages())
                        .results()
                        .map(MatchResult::group)
                        .map(found -> found.replaceFirst("(?s).*Call-ID: ", ""))
                        .distinct())
                .hasSize(1);
        assertThat(phone.messages()).doesNotContain("SIP/2.0 4");
        assertThat(registrar.log()).doesNotContain("lost: ");
    }

    /** It publishes the presence of one user and watches another one; it refreshes after nine tenths of the expiry. */
    private TerminalPhone linphone(Registrar registrar, String user, String friend) throws IOException {
        Path home = Files.createDirectories(directory("linphone")).toAbsolutePath();
        Files.createDirectories(home.resolve(".local/share/linphone"));
        Files.createDirectories(home.resolve(".config/linphone"));
        Files.writeString(
                home.resolve("linphonerc"),
                """
                [sip]
                sip_port=%d
                sip_tcp_port=0
                sip_tls_port=0
                default_proxy=0
                bind_address=%s
                auto_net_state_mon=0
                register_only_when_network_is_up=0
                subscribe_expires=5
                [proxy_0]
                reg_proxy=<sip:%s:%d;transport=udp>
                reg_route=<sip:%s:%d;transport=udp;lr>
                reg_identity=%s
                reg_sendregister=1
                publish=1
                [friend_0]
                url=<%s>
                pol=accept
                subscribe=1
                """
                        .formatted(
                                FreePort.next(),
                                link().address(),
                                link().address(),
                                registrar.port(),
                                link().address(),
                                registrar.port(),
                                uri(user),
                                uri(friend)));
        Path log = home.resolve("messages.log");
        return TerminalPhone.start(home, log, "linphonec -d 6 -l " + log + " -c " + home.resolve("linphonerc"));
    }
}
