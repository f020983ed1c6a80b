package io.qsa.itests.house.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One step of the way of a NOTIFY in {@code docs/README.md}, with the bundles and classes that it names. Immutable. */
record WalkStep(String text, List<String> folders, List<String> classes) {
    private static final String HEADING = "## The way of a NOTIFY\n";
    private static final Pattern STEP = Pattern.compile("^\\d+\\. (.*(?:\n {3}.*)*)", Pattern.MULTILINE);
    private static final Pattern FOLDER = Pattern.compile("\\[`([a-z0-9/-]+)`\\]");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*)`");

    /** The steps under the heading of the walk. */
    static List<WalkStep> of(String map) {
        int begin = map.indexOf(HEADING) + HEADING.length();
        int end = map.indexOf("\n## ", begin);
        List<WalkStep> steps = new ArrayList<>();
        STEP.matcher(map.substring(begin, end < 0 ? map.length() : end))
                .results()
                .map(step -> step.group(1))
                .forEach(step -> steps.add(new WalkStep(step, found(FOLDER, step), found(CLASS, step))));
        return steps;
    }

    private static List<String> found(Pattern what, String text) {
        return what.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
