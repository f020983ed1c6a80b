package io.qsa.pa.internal.rules;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.pa.SubHandling;
import io.qsa.presence.xml.XmlException;

import static io.qsa.pa.internal.rules.Documents.ANYBODY;
import static io.qsa.pa.internal.rules.Documents.one;
import static io.qsa.pa.internal.rules.Documents.rule;
import static io.qsa.pa.internal.rules.Documents.ruleset;
import static io.qsa.pa.internal.rules.Documents.validity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RulesReaderTest {
    private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
    private static final String BOB = "sip:bob@example.com";

    private static SubHandling decide(String watcher, String... rules) throws XmlException {
        return RulesReader.read(ruleset(rules)).decide(watcher, NOON);
    }

    @ParameterizedTest
    @CsvSource({"block, BLOCK", "confirm, CONFIRM", "polite-block, POLITE_BLOCK", "allow, ALLOW"})
    void everyHandlingIsRead(String text, SubHandling handling) throws XmlException {
        assertThat(decide(BOB, rule(text, one(BOB)))).isEqualTo(handling);
    }

    /** RFC 5025 section 3.2.1: block is the default. */
    @Test
    void whoIsNotNamedIsBlocked() throws XmlException {
        assertThat(decide(BOB)).isEqualTo(SubHandling.BLOCK);
        assertThat(decide(BOB, rule("allow", one("sip:carol@example.com")))).isEqualTo(SubHandling.BLOCK);
        assertThat(decide(BOB, "<cp:rule id='r'><cp:conditions/><cp:actions/></cp:rule>"))
                .isEqualTo(SubHandling.BLOCK);
    }

    /** RFC 4745 section 10: the greatest value of the rules that apply counts. */
    @Test
    void theMostThatOneRuleGivesCounts() throws XmlException {
        assertThat(decide(BOB, rule("allow", one(BOB)), rule("confirm", ANYBODY)))
                .isEqualTo(SubHandling.ALLOW);
        assertThat(decide(BOB, rule("block", one(BOB)), rule("polite-block", ANYBODY)))
                .isEqualTo(SubHandling.POLITE_BLOCK);
    }

    @ParameterizedTest
    @DisplayName("F60 X44: what does not say who is meant is passed over")
    @ValueSource(
            strings = {
                "sip:bob@EXAMPLE.com",
                "SIP:bob@example.com",
                "sip:bob@example.com;transport=tcp",
                "sip:b%6fb@example.com.;maddr=192.0.2.1;x=1?y=z"
            })
    void aWatcherIsKnownByEveryUriThatNamesIt(String uri) throws XmlException {
        assertThat(decide(uri, rule("allow", one(BOB)))).isEqualTo(SubHandling.ALLOW);
        assertThat(decide(BOB, rule("allow", one(uri)))).isEqualTo(SubHandling.ALLOW);
    }

    /** F114: RFC 5025 section 3.1.1.2: URIs of different schemes are never equivalent. */
    @ParameterizedTest
    @ValueSource(strings = {"sips:bob@example.com", "pres:bob@example.com"})
    void aRuleForAUriOfAnotherSchemeLetsNobodyIn(String other) throws XmlException {
        assertThat(decide(other, rule("allow", one(BOB)))).isEqualTo(SubHandling.BLOCK);
        assertThat(decide(BOB, rule("allow", one(other)))).isEqualTo(SubHandling.BLOCK);
        assertThat(decide(other, rule("allow", one(other)))).isEqualTo(SubHandling.ALLOW);
    }

    /** F114: an excepted user is not admitted under another scheme. */
    @Test
    void anExceptionHoldsUnderEveryScheme() throws XmlException {
        String everybodyElse = "<cp:identity><cp:many><cp:except id='sip:bob@example.com'/></cp:many></cp:identity>";

        assertThat(decide("sips:bob@example.com", rule("allow", everybodyElse))).isEqualTo(SubHandling.BLOCK);
    }

    /** X44: RFC 3261 section 19.1.4: a common parameter must be equal, and user counts even if one has none. */
    @ParameterizedTest
    @CsvSource({"x=1, x=1, ALLOW", "x=1, x=2, BLOCK", "x=1, y=1, ALLOW", "user=phone, x=1, BLOCK"})
    void whoIsLetInIsTheSameAndNotOnlyTheSameUser(String one, String watcher, SubHandling handling)
            throws XmlException {
        assertThat(decide(BOB + ";" + watcher, rule("allow", one(BOB + ";" + one))))
                .isEqualTo(handling);
    }

    /** F44, F60, X46: a user who is kept out does not come in with an escape, a parameter, or the name of a list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:%62ob@example.com",
                "sips:bob@example.com.;x=1",
                "sip:bob@example.com;pres-list=a",
                "sip:bob@example.com;x=@example.org"
            })
    void anExceptionHoldsForEveryUriOfAUser(String uri) throws XmlException {
        String everybodyElse = "<cp:identity><cp:many><cp:except id='sip:bob@example.com'/></cp:many></cp:identity>";

        assertThat(decide(uri, rule("allow", everybodyElse))).isEqualTo(SubHandling.BLOCK);
    }

    /** X46: a domain is known by each of its names; an exception that cannot be read may mean anybody. */
    @ParameterizedTest
    @CsvSource({
        "sip:x@bücher.example, bücher.example, BLOCK",
        "sip:x@xn--bcher-kva.example, BÜCHER.example., BLOCK",
        "sip:x@other.example, bücher.example, ALLOW",
        "sip:x@other.example, straße.example, BLOCK"
    })
    void aDomainIsKnownByEachOfItsNames(String watcher, String domain, SubHandling handling) throws XmlException {
        String others = "<cp:identity><cp:many><cp:except domain='" + domain + "'/></cp:many></cp:identity>";

        assertThat(decide(watcher, rule("allow", others))).isEqualTo(handling);
    }

    /** F61: an identity that no watcher can have does not affect others. */
    @ParameterizedTest
    @ValueSource(strings = {"mailto:bob@example.net", "xmpp:bob@example.net", "nobody", "sip:", "bob@example.net", ""})
    void anIdentityOfNobodyIsPassedOverAndNamed(String id) throws XmlException {
        RuleSet rules = RulesReader.read(ruleset(
                rule("allow", "<cp:identity><cp:one id='" + id + "'/><cp:one id='" + BOB + "'/></cp:identity>")));

        assertThat(rules.decide(BOB, NOON)).isEqualTo(SubHandling.ALLOW);
        assertThat(rules.decide("sip:carol@example.com", NOON)).isEqualTo(SubHandling.BLOCK);
        assertThat(rules.idsOfNobody()).containsExactly("'" + id + "'");
    }

    /** F61: an exception for a URI that no watcher can have is ignored; an unclear one may mean anyone. */
    @ParameterizedTest
    @CsvSource({"mailto:bob@example.net, ALLOW", "bob@example.com, BLOCK", "sip:, BLOCK"})
    void anExceptionOfNobodyExceptsNobodyButAnUnclearOneLetsNobodyIn(String id, SubHandling handling)
            throws XmlException {
        String others = "<cp:identity><cp:many><cp:except id='" + id + "'/></cp:many></cp:identity>";

        assertThat(decide(BOB, rule("allow", others))).isEqualTo(handling);
    }

    /** F62: RFC 4745 section 7.4: a day ends at 24:00:00. */
    @Test
    void aDayMayEndAtItsEnd() throws XmlException {
        RuleSet rules =
                RulesReader.read(ruleset(rule("allow", validity("2026-05-05T00:00:00Z", "2026-05-05T24:00:00Z"))));

        assertThat(rules.decide(BOB, Instant.parse("2026-05-05T23:59:59Z"))).isEqualTo(SubHandling.ALLOW);
        assertThat(rules.decide(BOB, Instant.parse("2026-05-06T00:00:00Z"))).isEqualTo(SubHandling.BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:bob@example.com, ALLOW",
        "sip:bob@example.com:5061, ALLOW",
        "sip:mallory@example.com, BLOCK",
        "sip:bob@sub.example.com, BLOCK",
        "sip:bob@elsewhere.com, BLOCK",
        "tel:+12015550123, BLOCK",
    })
    void aDomainMayHaveExceptions(String watcher, SubHandling handling) throws XmlException {
        String domain = "<cp:identity><cp:many domain='Example.com'><cp:except id='sip:mallory@example.com'/>"
                + "</cp:many></cp:identity>";

        assertThat(decide(watcher, rule("allow", domain))).isEqualTo(handling);
    }

    @Test
    void everybodyMayHaveExceptions() throws XmlException {
        String everybody = "<cp:identity><cp:many><cp:except domain='evil.example'/></cp:many></cp:identity>";

        assertThat(decide("sip:x@evil.example", rule("allow", everybody))).isEqualTo(SubHandling.BLOCK);
        assertThat(decide("tel:+12015550123", rule("allow", everybody))).isEqualTo(SubHandling.ALLOW);
    }

    @Test
    void allConditionsOfARuleMustHold() throws XmlException {
        String then = validity("2026-05-05T11:00:00Z", "2026-05-05T13:00:00+00:00");

        assertThat(decide(BOB, rule("allow", one(BOB) + then))).isEqualTo(SubHandling.ALLOW);
        assertThat(decide(BOB, rule("allow", one("sip:carol@example.com") + then)))
                .isEqualTo(SubHandling.BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-05T12:00:00Z, 2026-05-05T12:00:01Z, ALLOW",
        "2026-05-05T11:00:00Z, 2026-05-05T12:00:00Z, BLOCK",
        "2026-05-05T13:00:00+01:00, 2026-05-05T13:30:00+01:00, ALLOW",
        "2026-05-05T12:00:01Z, 2026-05-05T13:00:00Z, BLOCK",
    })
    void aValidityHasABeginningAndAnEnd(String from, String until, SubHandling handling) throws XmlException {
        assertThat(decide(BOB, rule("allow", validity(from, until)))).isEqualTo(handling);
    }

    @Test
    void theNextBoundaryOfAllValiditiesIsKnown() throws XmlException {
        RuleSet rules = RulesReader.read(ruleset(
                rule("allow", validity("2026-05-05T11:00:00Z", "2026-05-05T14:00:00Z")),
                rule("block", validity("2026-05-05T13:00:00Z", "2026-05-05T15:00:00Z"))));

        assertThat(rules.nextBoundary(NOON)).contains(Instant.parse("2026-05-05T13:00:00Z"));
        assertThat(rules.nextBoundary(Instant.parse("2026-05-05T15:00:00Z"))).isEmpty();
    }

    /** RFC 4745 section 7. */
    @Test
    void aRuleWithAConditionThatIsNotKnownNeverAppliesAndIsNamed() throws XmlException {
        RuleSet rules = RulesReader.read(ruleset(rule("allow", ANYBODY + "<cp:sphere value='home'/>")));

        assertThat(rules.decide(BOB, NOON)).isEqualTo(SubHandling.BLOCK);
        assertThat(rules.unknownConditions()).containsExactly("r (sphere)");
    }

    /** X24 for the DOCTYPE. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<ruleset/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ruleset xmlns='urn:ietf:params:xml:ns:common-policy'/>",
                "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule/></ruleset>",
                "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'></ruleset><x/>",
            })
    void whatIsNoRuleDocumentIsRefused(String document) {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> RulesReader.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cp:identity><cp:many><cp:exception id='sip:bob@example.com'/></cp:many></cp:identity>",
                "<cp:validity><cp:from>2026-05-05T12:00:00Z</cp:from></cp:validity>",
                "<cp:validity><cp:until>2026-05-05T12:00:00Z</cp:until></cp:validity>",
                "<cp:validity><cp:from>noon</cp:from><cp:until>2026-05-05T12:00:00Z</cp:until></cp:validity>",
            })
    void aConditionThatCannotBeIsRefused(String conditions) {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> RulesReader.read(ruleset(rule("allow", conditions))));
    }

    /** F61: what is wrong with one rule costs that rule, since rules only ever allow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cp:rule id=''/>",
                "<cp:rule id='bad'><cp:actions><pr:sub-handling>allowed</pr:sub-handling></cp:actions></cp:rule>",
                "<cp:rule id='bad'><cp:actions><pr:sub-handling>al<b/>low</pr:sub-handling></cp:actions></cp:rule>",
                "<cp:rule id='bad'><cp:conditions><cp:validity><cp:from>noon</cp:from><x><y/></x></cp:validity>"
                        + "</cp:conditions><cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions></cp:rule>",
                "<cp:rule id='bad'><cp:conditions><cp:identity><cp:many><cp:not/></cp:many></cp:identity>"
                        + "</cp:conditions><cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions></cp:rule>",
            })
    void aRuleThatIsInvalidCostsNoOther(String bad) throws XmlException {
        String good = rule("polite-block", ANYBODY);
        for (String rules : List.of(bad + good, good + bad, good + bad + good)) {
            RuleSet read = RulesReader.read(ruleset(rules));

            assertThat(read.decide("sip:bob@example.com", NOON)).isEqualTo(SubHandling.POLITE_BLOCK);
            assertThat(read.faults()).hasSize(1);
        }
    }

    @Test
    void aHandlingThatIsNotKnownIsRefused() {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> RulesReader.read(ruleset(rule("allowed", ANYBODY))))
                .withMessage("no sub-handling: 'allowed'");
    }

    /** X5: nesting is bounded. */
    @Test
    void endlessNestingIsRefused() {
        String deep = "<cp:x>".repeat(100_000);

        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> RulesReader.read(ruleset(rule("allow", deep))))
                .withMessageContaining("nested deeper");
    }
}
