package io.qsa.messagesummary;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The content of {@code application/simple-message-summary} (RFC 3842 section 5). Immutable; equal if all parts are
 * equal.
 */
public final class MessageSummary {
    /** The media type of the documents. */
    public static final String CONTENT_TYPE = "application/simple-message-summary";

    /** The kind of message that voicemail systems count. */
    public static final String VOICE = "voice-message";

    private final boolean waiting;
    private final String account;
    private final Map<String, MessageCounts> counts;
    private final int odd;

    /** @param odd how many lines were ignored; not a part of equality */
    MessageSummary(boolean waiting, String account, Map<String, MessageCounts> counts, int odd) {
        this.odd = odd;
        this.waiting = waiting;
        this.account = account;
        this.counts = Map.copyOf(counts);
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it has no message status
     */
    public static MessageSummary read(byte[] bytes) {
        return new MessageSummaryReader(new String(bytes, StandardCharsets.UTF_8)).read();
    }

    /**
     * Merges the summaries of several message systems: messages are waiting if one says so, and the counts are added. The
     * account is kept if it is the same in all that have one.
     */
    static MessageSummary merge(List<MessageSummary> summaries) {
        Set<String> accounts = new LinkedHashSet<>();
        Map<String, MessageCounts> sums = new HashMap<>();
        for (MessageSummary each : summaries) {
            each.account().ifPresent(accounts::add);
            each.counts.forEach((kind, count) -> sums.merge(kind, count, MessageCounts::plus));
        }
        String common = accounts.size() == 1 ? accounts.iterator().next() : "";
        return new MessageSummary(summaries.stream().anyMatch(MessageSummary::isWaiting), common, sums, 0);
    }

    /** Writes it as a document (RFC 3842 section 5.2). */
    byte[] write() {
        StringBuilder text = new StringBuilder();
        line(text, "Messages-Waiting", waiting ? "yes" : "no");
        account().ifPresent(uri -> line(text, "Message-Account", uri));
        new TreeMap<>(counts).forEach((kind, count) -> line(text, kind, count.toString()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    /** How many lines could not be understood, and were ignored. */
    int odd() {
        return odd;
    }

    /** Whether there is a message that was not heard yet. */
    public boolean isWaiting() {
        return waiting;
    }

    /** The URI that the messages are for, if the server names it. */
    public Optional<String> account() {
        return Optional.of(account).filter(text -> !text.isEmpty());
    }

    /** How many messages there are of one kind, such as {@link #VOICE}; none of a kind that is not mentioned. */
    public MessageCounts of(String kind) {
        return counts.getOrDefault(kind.toLowerCase(Locale.ROOT), MessageCounts.NONE);
    }

    /** How many messages there are, by kind in lower case. */
    public Map<String, MessageCounts> counts() {
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageSummary that
                && waiting == that.waiting
                && account.equals(that.account)
                && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(waiting, account, counts);
    }

    @Override
    public String toString() {
        return (waiting ? "waiting " : "nothing waiting ") + new TreeMap<>(counts);
    }
}
