package io.qsa.pa.internal.rules;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.LogText;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.base.uri.UriIdentity;
import io.qsa.pa.internal.agent.PaTolerance;
import io.qsa.presence.xml.XmlException;

/**
 * The rules of one presentity from a file. Immutable.
 *
 * <p>The file is named after its presentity: {@code alice@example.com.xml}, {@code tel:+12015550123.xml}; {@code %HH}
 * stands for a character that a file name cannot have. A name is only read and never made, so no URI leads out of the
 * directory.
 */
record RulesDocument(String presentity, RuleSet rules) {
    static final String SUFFIX = ".xml";

    private static final Logger LOG = LoggerFactory.getLogger(RulesDocument.class);

    /** An {@link IllegalArgumentException} if the file is not named after a presentity. */
    static RulesDocument read(Path file, byte[] content, Tolerances tolerances) throws XmlException {
        String presentity = presentity(file.getFileName().toString());
        RuleSet rules = RulesReader.read(content);
        if (!rules.faults().isEmpty()) {
            if (!tolerances.takes(PaTolerance.INVALID_RULES)) {
                throw new XmlException(rules.faults().get(0));
            }
            LOG.warn("Rules in {} are invalid and never apply: {}", LogText.of(file.toString()), rules.faults());
        }
        if (!rules.unknownConditions().isEmpty()) {
            LOG.warn(
                    "Rules of {} never apply, for a condition is not known: {}",
                    LogText.of(file.toString()),
                    rules.unknownConditions());
        }
        if (!rules.idsOfNobody().isEmpty()) {
            LOG.warn(
                    "Identities in {} are ignored, because no watcher can have them here: {}",
                    LogText.of(file.toString()),
                    rules.idsOfNobody());
        }
        return new RulesDocument(presentity, rules);
    }

    private static String presentity(String file) {
        // In a URI a plus sign is not a blank.
        String name = URLDecoder.decode(
                file.substring(0, file.length() - SUFFIX.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        String uri = UriIdentity.uriOfKey(name);
        String key = UriIdentity.key(uri);
        if (!key.equals(name)) {
            throw new IllegalArgumentException("the name should be " + key + SUFFIX);
        }
        return uri;
    }
}
