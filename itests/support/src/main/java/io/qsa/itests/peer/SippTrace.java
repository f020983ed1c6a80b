package io.qsa.itests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The messages that SIPp has seen, the oldest first. Immutable. */
public final class SippTrace {
    private static final Pattern HEAD = Pattern.compile(
            "-{20,} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6})\n\\w+ message (received|sent)[^\n]*\n\n");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private final List<Seen> messages;

    /** One message with its time and direction. */
    public record Seen(LocalDateTime at, boolean isReceived, SipText text) {
        /** How long after another message it was seen. */
        public Duration after(Seen other) {
            return Duration.between(other.at, at);
        }
    }

    private SippTrace(List<Seen> messages) {
        this.messages = List.copyOf(messages);
    }

    static SippTrace read(Path file) {
        if (!Files.exists(file)) {
            return new SippTrace(List.of());
        }
        try {
            return parse(Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SippTrace parse(String log) {
        List<Seen> messages = new ArrayList<>();
        List<MatchResult> heads = HEAD.matcher(log).results().toList();
        for (int i = 0; i < heads.size(); i++) {
            MatchResult head = heads.get(i);
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : log.length();
            String text = log.substring(head.end(), end).replace("\n", "\r\n");
            // The last one may not be written to its end.
            if (text.contains("\r\n\r\n")) {
                LocalDateTime at = LocalDateTime.parse(head.group(1), TIME);
                messages.add(new Seen(at, head.group(2).equals("received"), new SipText(text)));
            }
        }
        return new SippTrace(messages);
    }

    /** The SUBSCRIBEs, without repetitions. */
    public List<Seen> subscribes() {
        List<Seen> first = new ArrayList<>();
        for (Seen seen : received(text -> text.is("SUBSCRIBE"))) {
            if (first.stream().noneMatch(earlier -> isSame(earlier.text, seen.text))) {
                first.add(seen);
            }
        }
        return first;
    }

    private static boolean isSame(SipText one, SipText other) {
        return one.header("Via").equals(other.header("Via"));
    }

    /** The status codes of the answers to NOTIFYs, in the order of arrival. */
    public List<Integer> notifyAnswers() {
        return received(text -> text.status() > 0).stream()
                .map(seen -> seen.text.status())
                .toList();
    }

    /** The last message sent before a received one. */
    public Seen lastSentBefore(Seen received) {
        return messages.stream()
                .filter(seen -> !seen.isReceived && seen.at.isBefore(received.at))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private List<Seen> received(Predicate<SipText> wanted) {
        return messages.stream()
                .filter(seen -> seen.isReceived && wanted.test(seen.text))
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder story = new StringBuilder();
        messages.forEach(seen -> story.append('\n')
                .append(seen.at)
                .append(seen.isReceived ? " <- " : " -> ")
                .append(seen.text.startLine()));
        return story.toString();
    }
}
