package io.qsa.sip;

/** A body and its type, which many messages share without a copy. Immutable. */
public final class TypedBody {
    private final String contentType;
    private final MessageBody body;

    private TypedBody(String contentType, MessageBody body) {
        this.contentType = contentType;
        this.body = body;
    }

    /** CR, LF or NUL in the content type is an {@link IllegalArgumentException}. */
    public static TypedBody of(String contentType, byte[] bytes) {
        return new TypedBody(HeaderText.checkedValue("Content-Type", contentType), MessageBody.copyOf(bytes));
    }

    public String contentType() {
        return contentType;
    }

    MessageBody body() {
        return body;
    }
}
