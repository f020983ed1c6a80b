package io.qsa.messagesummary;

/** How many messages of one kind there are (RFC 3842 section 5.2). Immutable; equal if all numbers are equal. */
public record MessageCounts(long newMessages, long oldMessages, long newUrgent, long oldUrgent) {
    /** Nothing is there. */
    public static final MessageCounts NONE = new MessageCounts(0, 0, 0, 0);

    /** As RFC 3842 writes it, for example {@code 2/8 (0/2)}. */
    @Override
    public String toString() {
        return newMessages + "/" + oldMessages + " (" + newUrgent + "/" + oldUrgent + ")";
    }
}
