package io.qsa.messagesummary;

/** How many messages of one kind there are (RFC 3842 section 5.2). Immutable; equal if all numbers are equal. */
public record MessageCounts(long newMessages, long oldMessages, long newUrgent, long oldUrgent) {
    /** Nothing is there. */
    public static final MessageCounts NONE = new MessageCounts(0, 0, 0, 0);

    /** The largest number (RFC 3842 section 3.5); a larger one is read as this. */
    private static final long MOST = (1L << 32) - 1;

    public MessageCounts {
        newMessages = Math.min(newMessages, MOST);
        oldMessages = Math.min(oldMessages, MOST);
        newUrgent = Math.min(newUrgent, MOST);
        oldUrgent = Math.min(oldUrgent, MOST);
    }

    MessageCounts plus(MessageCounts more) {
        return new MessageCounts(
                newMessages + more.newMessages,
                oldMessages + more.oldMessages,
                newUrgent + more.newUrgent,
                oldUrgent + more.oldUrgent);
    }

    /** As RFC 3842 writes it, for example {@code 2/8 (0/2)}. */
    @Override
    public String toString() {
        return newMessages + "/" + oldMessages + " (" + newUrgent + "/" + oldUrgent + ")";
    }
}
