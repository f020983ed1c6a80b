package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Finch, the terminal client of libpurple, behind a registrar. */
class FinchIT extends PhoneTest {
    private static final Pattern NOTIFY = Pattern.compile("\nNOTIFY sip:");
    private static final Pattern NOTIFY_OF_DESK = Pattern.compile("\nNOTIFY sip:(?s:.*?)at her desk");
    private static final Pattern ANSWER = Pattern.compile("SIP/2.0 200 OK\n(?:\\S.*\n)*CSeq: \\d+ NOTIFY");

    @Test
    @DisplayName("F41 F42: it watches a user who has published nothing, and who then publishes twice")
    void watchesAUserWhoPublishesLater() throws Exception {
        TerminalPhone phone = closing(finch(registrar(), "bob", "carol"));
        phone.awaitMessage(NOTIFY, 1);
        phone.awaitMessage(ANSWER, 1);

        publish(uri("carol"), "on her way");
        phone.awaitMessage(ANSWER, 2);
        publish(uri("carol"), "at her desk");
        phone.awaitMessage(NOTIFY_OF_DESK, 1);
        phone.awaitMessage(ANSWER, 3);

        assertThat(phone.messages()).doesNotContain("no basic found");
        assertThat(phone.messages()).contains("basic");
    }

    private TerminalPhone finch(Registrar registrar, String user, String friend) throws IOException {
        Path home = Files.createDirectories(directory("finch")).toAbsolutePath();
        Files.writeString(
                home.resolve("accounts.xml"),
                """
                <?xml version='1.0' encoding='UTF-8' ?>
                <account version='1.0'><account>
                <protocol>prpl-simple</protocol><name>%s@%s</name><password>secret</password>
                <settings>
                <setting name='port' type='int'>%d</setting>
                <setting name='udp' type='bool'>1</setting>
                <setting name='dopublish' type='bool'>1</setting>
                </settings>
                <settings ui='gnt-purple'><setting name='auto-login' type='bool'>1</setting></settings>
                </account></account>
                """
                        .formatted(user, link().address(), registrar.port()));
        Files.writeString(
                home.resolve("blist.xml"),
                """
                <?xml version='1.0' encoding='UTF-8' ?>
                <purple version='1.0'><blist><group name='Buddies'><contact>
                <buddy account='%s@%s' proto='prpl-simple'><name>%s</name></buddy>
                </contact></group></blist></purple>
                """
                        .formatted(user, link().address(), uri(friend)));
        Files.writeString(
                home.resolve("prefs.xml"),
                """
                <?xml version='1.0' encoding='UTF-8' ?>
                <pref version='1' name='/'><pref name='purple'><pref name='network'>
                <pref name='auto_ip' type='bool' value='0'/>
                <pref name='public_ip' type='string' value='%s'/>
                </pref></pref></pref>
                """
                        .formatted(link().address()));
        Path log = home.resolve("messages.log");
        return TerminalPhone.start(home, log, "finch -d -c " + home + " 2>" + log);
    }
}
