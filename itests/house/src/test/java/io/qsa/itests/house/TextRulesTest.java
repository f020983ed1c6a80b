package io.qsa.itests.house;

import org.junit.jupiter.api.Test;

import io.qsa.SubscriptionRequest;
import io.qsa.base.text.LogText;
import io.qsa.presence.xml.XmlText;
import io.qsa.sip.NameAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * There is one rule for text of unknown origin. The three bundles that depend on the JDK alone repeat it without a
 * difference.
 */
class TextRulesTest {
    @Test
    void noCharacterIsSafeForOneBundleAndUnsafeForAnother() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c + "b";
            String safe = LogText.of(text);

            assertThat(XmlText.printable(text)).isEqualTo(safe);
            assertThat(catchThrowable(() -> NameAddress.parse("<" + text))).hasMessageContaining(safe);
            assertThat(catchThrowable(() -> SubscriptionRequest.presence(text, text)))
                    .hasMessageContaining(safe);
        }
    }
}
