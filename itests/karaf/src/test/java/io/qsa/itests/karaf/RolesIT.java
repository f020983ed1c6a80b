package io.qsa.itests.karaf;

import org.junit.Before;
import org.junit.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** F102: which commands a user of Karaf's shell may use who only has the role of a viewer. */
public class RolesIT extends KarafTest {
    private static final String REFUSED = "Command not found";
    private static final String HEIDI = "sip:heidi@example.test";

    private Shell viewer;
    private Shell manager;

    @Before
    public void logIn() {
        viewer = shellOf("viewer");
        manager = shellOf("viewer", "manager");
    }

    /** Karaf hides commands from a user without the role for them. */
    private void assertRefusedToAViewer(String line) {
        assertThat(viewer.run(line)).as(line).contains(REFUSED);
    }

    @Test
    public void aViewerSeesAndDoesNotAct() {
        for (String line : new String[] {
            "pa:publish " + HEIDI + " open",
            "pa:remove " + HEIDI + " x",
            "pa:forget " + HEIDI,
            "qsa:subscribe " + HEIDI + " " + HEIDI,
            "qsa:watch --timeout 1 " + HEIDI + " " + HEIDI,
            "qsa:unsubscribe --all",
            "qsa:set io.qsa.pa notify_interval=1",
            "b2b:refresh q1"
        }) {
            assertRefusedToAViewer(line);
        }
        assertThat(shell().run("pa:presentities")).doesNotContain(HEIDI);
        for (String line : new String[] {
            "qsa:subscriptions",
            "qsa:notifiers",
            "qsa:health",
            "pa:presentities",
            "b2b:dialogs",
            "sip:status",
            "rls:lists"
        }) {
            assertThat(viewer.run(line)).as(line).doesNotContain(REFUSED);
        }
    }

    @Test
    public void aManagerActs() {
        assertThat(manager.run("pa:publish " + HEIDI + " open")).doesNotContain(REFUSED);

        assertThat(shell().run("pa:presentities")).contains(HEIDI);
        assertThat(manager.run("pa:forget " + HEIDI)).doesNotContain(REFUSED);
    }

    @Test
    public void aViewerReadsNoPasswords() {
        assertRefusedToAViewer("config:list");
        assertRefusedToAViewer("config:property-list --pid io.qsa.sip");
        assertRefusedToAViewer("config:property-get --pid io.qsa.sip listen");
        assertRefusedToAViewer("shell:cat etc/users.properties");
        assertThat(manager.run("config:property-get --pid io.qsa.sip listen")).doesNotContain(REFUSED);
    }
}
