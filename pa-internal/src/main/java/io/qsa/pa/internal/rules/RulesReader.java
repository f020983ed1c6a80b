package io.qsa.pa.internal.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.qsa.base.uri.UriIdentity;
import io.qsa.pa.SubHandling;
import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlText;
import io.qsa.presence.xml.XmlTime;

/**
 * Reads rule documents (RFC 4745 section 13, RFC 5025). Confined to one reading.
 *
 * <p>A rule with an unsupported condition never applies; actions other than {@code sub-handling} and all
 * transformations are ignored. An identity that no watcher can have is ignored; if it is unclear whom an exception
 * means, its {@code many} matches no watcher. An invalid rule never applies either, since a rule only ever allows; a document
 * with no valid rule is refused.
 */
public final class RulesReader {
    static final String COMMON_POLICY = "urn:ietf:params:xml:ns:common-policy";
    static final String PRESENCE_RULES = "urn:ietf:params:xml:ns:pres-rules";

    /** A URI of a scheme that no watcher can have here. */
    private static final Pattern FOREIGN = Pattern.compile("(?i)(?!(sip|sips|pres|tel):)[a-z][a-z0-9+.-]*:.+");

    private final XmlCursor cursor;
    private final List<String> idsOfNobody = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private RulesReader(XmlCursor cursor) {
        this.cursor = cursor;
    }

    /** @throws XmlException if it is no rule document, or has rules and no valid one */
    public static RuleSet read(byte[] document) throws XmlException {
        return XmlCursor.read(document, cursor -> new RulesReader(cursor).ruleset());
    }

    private RuleSet ruleset() throws XmlException {
        if (!isCommon("ruleset")) {
            throw new XmlException("the root is not 'ruleset' of " + COMMON_POLICY);
        }
        List<Rule> rules = new ArrayList<>();
        while (cursor.nextChild()) {
            if (isCommon("rule")) {
                validRule().ifPresent(rules::add);
            } else {
                cursor.skip();
            }
        }
        if (rules.isEmpty() && !faults.isEmpty()) {
            throw new XmlException(faults.get(0));
        }
        return new RuleSet(rules, idsOfNobody, faults);
    }

    private Optional<Rule> validRule() throws XmlException {
        int outside = cursor.depth() - 1;
        try {
            return Optional.of(rule());
        } catch (IllegalArgumentException invalid) {
            faults.add(invalid.getMessage());
            cursor.leave(outside);
            return Optional.empty();
        }
    }

    private boolean isCommon(String name) {
        return cursor.isIn(COMMON_POLICY) && cursor.name().equals(name);
    }

    private Rule rule() throws XmlException {
        String id = XmlText.required("rule id", cursor.attribute("id").trim());
        List<Condition> conditions = List.of();
        SubHandling handling = SubHandling.BLOCK;
        while (cursor.nextChild()) {
            if (isCommon("conditions")) {
                conditions = conditions();
            } else if (isCommon("actions")) {
                handling = actions();
            } else {
                cursor.skip();
            }
        }
        return new Rule(XmlText.printable(id), conditions, handling);
    }

    private List<Condition> conditions() throws XmlException {
        List<Condition> conditions = new ArrayList<>();
        while (cursor.nextChild()) {
            if (isCommon("identity")) {
                conditions.add(identity());
            } else if (isCommon("validity")) {
                conditions.add(validity());
            } else {
                conditions.add(new Condition.Unknown(XmlText.printable(cursor.name())));
                cursor.skip();
            }
        }
        return conditions;
    }

    private Condition identity() throws XmlException {
        List<UriIdentity> ones = new ArrayList<>();
        List<Condition.Many> manies = new ArrayList<>();
        while (cursor.nextChild()) {
            if (isCommon("one")) {
                one().ifPresent(ones::add);
                cursor.skip();
            } else if (isCommon("many")) {
                many().ifPresent(manies::add);
            } else {
                cursor.skip();
            }
        }
        return Condition.Identity.of(ones, manies);
    }

    /** The identity in {@code id}; empty if no watcher can have it. */
    private Optional<UriIdentity> one() {
        String id = cursor.attribute("id").trim();
        Optional<UriIdentity> one = UriIdentity.find(id).map(UriIdentity::inFrom);
        if (one.isEmpty()) {
            idsOfNobody.add("'" + XmlText.printable(id) + "'");
            if (!FOREIGN.matcher(id).matches()) {
                faults.add("not a URI: '" + XmlText.printable(id) + "'");
            }
        }
        return one;
    }

    private Optional<Condition.Many> many() throws XmlException {
        Optional<String> domain = domain();
        Set<String> exceptUsers = new HashSet<>();
        Set<String> exceptDomains = new HashSet<>();
        boolean isClear = domain.isPresent();
        while (cursor.nextChild()) {
            if (!isCommon("except")) {
                // An unknown element may be an exception, so the document is refused rather than admitting a watcher
                // too many.
                throw new IllegalArgumentException(
                        "'many' holds '" + XmlText.printable(cursor.name()) + "', which is not known");
            }
            isClear &= cursor.attribute("domain").isBlank() ? exceptUser(exceptUsers) : exceptDomain(exceptDomains);
            cursor.skip();
        }
        return isClear
                ? Optional.of(new Condition.Many(domain.orElseThrow(), exceptUsers, exceptDomains))
                : Optional.empty();
    }

    /** Adds the exception of one user; returns whether it is clear which user that is. */
    private boolean exceptUser(Set<String> exceptUsers) {
        Optional<UriIdentity> one = one();
        one.ifPresent(user -> exceptUsers.add(user.userKey()));
        return one.isPresent() || FOREIGN.matcher(cursor.attribute("id").trim()).matches();
    }

    /** Adds the exception of a domain; returns whether it is clear which domain that is. */
    private boolean exceptDomain(Set<String> exceptDomains) {
        Optional<String> domain = domain();
        domain.ifPresent(exceptDomains::add);
        return domain.isPresent();
    }

    /** The domain in {@code domain}, empty text for every domain; nothing if it is not a valid one. */
    private Optional<String> domain() {
        String domain = cursor.attribute("domain").trim();
        try {
            return Optional.of(domain.isEmpty() ? "" : UriIdentity.canonicalHost(domain));
        } catch (IllegalArgumentException invalid) {
            faults.add("not a domain: '" + XmlText.printable(domain) + "'");
            return Optional.empty();
        }
    }

    private Condition validity() throws XmlException {
        List<Condition.Interval> intervals = new ArrayList<>();
        while (cursor.nextChild()) {
            Instant from = instant("from");
            if (!cursor.nextChild()) {
                throw new IllegalArgumentException("'from' has no 'until'");
            }
            intervals.add(new Condition.Interval(from, instant("until")));
        }
        return new Condition.Validity(intervals);
    }

    private Instant instant(String name) throws XmlException {
        if (!isCommon(name)) {
            throw new IllegalArgumentException(
                    "'" + XmlText.printable(cursor.name()) + "' stands where '" + name + "' should");
        }
        String text = text();
        return XmlTime.parse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("no time with its zone: '" + XmlText.printable(text) + "'"));
    }

    private String text() throws XmlException {
        String name = XmlText.printable(cursor.name());
        return cursor.textIfAlone()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' holds an element"))
                .trim();
    }

    private SubHandling actions() throws XmlException {
        SubHandling handling = SubHandling.BLOCK;
        while (cursor.nextChild()) {
            if (cursor.isIn(PRESENCE_RULES) && cursor.name().equals("sub-handling")) {
                handling = handling(text());
            } else {
                cursor.skip();
            }
        }
        return handling;
    }

    private static SubHandling handling(String text) {
        return switch (text) {
            case "block" -> SubHandling.BLOCK;
            case "confirm" -> SubHandling.CONFIRM;
            case "polite-block" -> SubHandling.POLITE_BLOCK;
            case "allow" -> SubHandling.ALLOW;
            default -> throw new IllegalArgumentException("no sub-handling: '" + XmlText.printable(text) + "'");
        };
    }
}
