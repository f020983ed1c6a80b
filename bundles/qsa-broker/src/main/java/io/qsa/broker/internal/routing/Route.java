package io.qsa.broker.internal.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One entry of {@code routes}: {@code package;host-pattern=notifier|fallback}. Immutable. */
final class Route {
    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]+");
    private static final String TOKEN = "[A-Za-z0-9.!%_+`'~-]+";
    private static final Pattern SYNTAX = Pattern.compile("(?<package>\\*|" + TOKEN
            + ")\\s*;\\s*(?<host>[^=\\s]+)\\s*=\\s*(?<notifiers>" + TOKEN + "(\\s*\\|\\s*" + TOKEN + ")*)");

    private final String text;
    private final String eventPackage;
    private final RecordHostPattern host;
    private final List<String> notifiers;

    private Route(String text, String eventPackage, RecordHostPattern host, List<String> notifiers) {
        this.text = text;
        this.eventPackage = eventPackage;
        this.host = host;
        this.notifiers = notifiers;
    }

    /** The entries of a setting, which are separated by comma or newline. */
    static List<Route> parseAll(String setting) {
        List<Route> routes = new ArrayList<>();
        for (String entry : SEPARATOR.split(setting)) {
            if (!entry.isBlank()) {
                routes.add(parse(entry.trim()));
            }
        }
        return List.copyOf(routes);
    }

    private static Route parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "an entry must read package;host-pattern=notifier|fallback, not '" + text + "'");
        }
        List<String> notifiers = Arrays.stream(matcher.group("notifiers").split("\\|"))
                .map(String::trim)
                .toList();
        return new Route(text, matcher.group("package"), RecordHostPattern.parse(matcher.group("host")), notifiers);
    }

    boolean matches(String requestedPackage, String requestedHost) {
        return (eventPackage.equals("*") || eventPackage.equals(requestedPackage)) && host.matches(requestedHost);
    }

    /** The names of the notifiers that may serve, the preferred one first. */
    List<String> notifiers() {
        return notifiers;
    }

    /** The entry as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
