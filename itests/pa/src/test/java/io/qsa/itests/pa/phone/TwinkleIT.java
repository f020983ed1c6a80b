package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.itests.Recorder;
import io.qsa.itests.peer.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/** Twinkle without a registrar. */
class TwinkleIT extends PhoneTest {
    @Test
    @DisplayName("F51: of two challenges it answers the one that it knows, and publishes and watches")
    void publishesAndWatchesWithDigest() throws Exception {
        digest();
        user("erin", "");
        Recorder bob = watch(uri("erin"));
        TerminalPhone phone = closing(twinkle("erin", "carol"));

        bob.awaitText("<basic>open</basic>");
        phone.awaitMessage(Pattern.compile("\nSubscription-State: active"), 1);
        publish(uri("carol"), "at her desk");
        phone.awaitMessage(Pattern.compile("\nNOTIFY (?s:.*?)at her desk"), 1);

        assertThat(phone.messages()).contains("algorithm=SHA-256", "algorithm=MD5,cnonce=");
    }

    private TerminalPhone twinkle(String user, String friend) throws IOException {
        Path home = directory("twinkle").toAbsolutePath();
        Path settings = Files.createDirectories(home.resolve(".twinkle"));
        Files.writeString(
                settings.resolve("phone.cfg"),
                """
                user_name=%s
                user_domain=%s
                auth_name=%s
                auth_pass=secret
                outbound_proxy=%s
                all_requests_to_proxy=yes
                register_at_startup=no
                pres_publish_startup=yes
                sip_transport=udp
                """
                        .formatted(user, link().address(), user, agent()));
        Files.writeString(
                settings.resolve("phone.bud"), "name|sip_address|subscribe\n" + friend + "|" + uri(friend) + "|y\n");
        Files.writeString(
                settings.resolve("twinkle.sys"),
                """
                sip_port=%d
                log_show_sip=yes
                dev_ringtone=oss:/dev/null
                dev_speaker=oss:/dev/null
                dev_mic=oss:/dev/null
                validate_audio_dev=no
                """
                        .formatted(FreePort.next()));
        return TerminalPhone.start(home, settings.resolve("twinkle.log"), "twinkle-console phone.cfg");
    }
}
