package io.qsa.base.config;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DescribedConfigurationTest {
    private static final String FILE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="io.qsa.x.XConfig" name="X">
                <AD id="listen" description="a > b, id=&quot;x&quot;" type="String" default="a"/>
                <AD type="Password" id=".password"/>
              </OCD>
              <Designate %s="io.qsa.x"><Object ocdref="io.qsa.x.XConfig"/></Designate>
            </metatype:MetaData>
            """;

    private static List<DescribedConfiguration> read(String attribute) {
        return DescribedConfiguration.read(FILE.formatted(attribute));
    }

    @Test
    void knowsPidAndKeys() {
        assertThat(read("pid")).singleElement().satisfies(described -> {
            assertThat(described.pid()).isEqualTo("io.qsa.x");
            assertThat(described.isFactory()).isFalse();
            assertThat(described.keys()).containsExactly("listen", ".password");
        });
    }

    /** F160: of a factory there may be several. */
    @Test
    void tellsAFactory() {
        assertThat(read("factoryPid")).singleElement().satisfies(described -> assertThat(described.isFactory())
                .isTrue());
    }
}
