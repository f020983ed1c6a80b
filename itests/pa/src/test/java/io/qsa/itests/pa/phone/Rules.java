package io.qsa.itests.pa.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Presence rules as documents. */
final class Rules {
    private static final String EVERYBODY =
            """
            <cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
              <cp:rule id="everybody">
                <cp:conditions><cp:identity><cp:many/></cp:identity></cp:conditions>
                <cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions>
              </cp:rule>
            </cp:ruleset>
            """;

    private Rules() {}

    /** A new directory by whose rules everybody may watch carol, erin and frank of a domain. */
    static String allowingEverybody(Path parent, String domain) {
        Path rules = parent.resolve("rules").toAbsolutePath();
        try {
            Files.createDirectories(rules);
            for (String user : new String[] {"carol", "erin", "frank"}) {
                Files.writeString(rules.resolve(user + "@" + domain + ".xml"), EVERYBODY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules.toString();
    }
}
