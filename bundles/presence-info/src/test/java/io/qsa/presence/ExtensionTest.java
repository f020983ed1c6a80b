package io.qsa.presence;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExtensionTest {

    /** D09: at presence, tuple and status level, each with the namespaces that its names and its values use. */
    @Test
    void anExtensionStandsOnItsOwn() throws PidfException {
        PresenceInfo info = Samples.read("valid/full.xml");

        Tuple tuple = info.tuples().get(0);
        assertThat(tuple.statusExtensions())
                .extracting(Extension::xml)
                .containsExactly(
                        "<im:im xmlns:im=\"urn:example:im\" xmlns:my=\"urn:example:my\" im:kind=\"my:busy\">busy</im:im>",
                        "<my:location xmlns:my=\"urn:example:my\">home &amp; garden</my:location>");
        assertThat(tuple.extensions())
                .extracting(Extension::xml)
                .containsExactly("<my:capability xmlns:my=\"urn:example:my\" level=\"3\"><my:video></my:video>"
                        + "<plain xmlns=\"\">text</plain></my:capability>");
        assertThat(info.extensions())
                .extracting(Extension::xml)
                .containsExactly("<my:mood xmlns:my=\"urn:example:my\" my:unused=\"x\">happy</my:mood>");
    }

    /** D09, F48. */
    @Test
    void anElementWithoutPrefixKeepsItsNamespaceAndItsLanguage() throws PidfException {
        assertThat(Samples.read("valid/odd.xml").extensions())
                .extracting(Extension::xml)
                .containsExactly(
                        "<ext xmlns=\"urn:example:default\" a=\"&#10;&lt;&quot;\" xml:lang=\"de\"><inner>x</inner></ext>",
                        "<nothing xmlns=\"\" xml:lang=\"de\"></nothing>");
    }

    /** D19. */
    @Test
    void personsAndDevicesAreFound() throws PidfException {
        PresenceInfo info = Samples.read("valid/rpid.xml");

        assertThat(info.persons()).hasSize(1);
        assertThat(info.persons().get(0).xml())
                .contains("<rpid:on-the-phone></rpid:on-the-phone>")
                .contains("Calling &lt;everybody&gt;")
                .doesNotContain("since noon");
        assertThat(info.devices()).extracting(Extension::name).containsExactly("device");
    }

    @Test
    void textThatStandsOnItsOwnIsRead() throws PidfException {
        Extension extension = Extension.parse("<x:a xmlns:x='urn:example:x' b='&gt;'>c</x:a>");

        assertThat(extension.namespace()).isEqualTo("urn:example:x");
        assertThat(extension.xml()).isEqualTo("<x:a xmlns:x=\"urn:example:x\" b=\"&gt;\">c</x:a>");
        assertThat(Extension.parse(extension.xml())).isEqualTo(extension);
    }

    /** X25: an extension is whole or it is none. */
    @Test
    void textThatIsNoElementIsRefused() {
        assertThatExceptionOfType(PidfException.class)
                .isThrownBy(() -> Extension.parse("<a/></presence><presence>"))
                .withMessageContaining("no well-formed XML");
    }
}
