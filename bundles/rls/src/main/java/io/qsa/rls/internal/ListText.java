package io.qsa.rls.internal;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Function;

import io.qsa.presence.xml.XmlText;
import io.qsa.sip.SipIds;

/**
 * Writes the bodies of one subscription to a list: {@code multipart/related} with the list as its root (RFC 4662 section
 * 5), and one part for each document. Guarded by the monitor of its {@link WatchedList}.
 */
final class ListText {
    static final String ROOT_TYPE = "application/rlmi+xml";

    private static final byte[] END_OF_LIST = "</list>\r\n".getBytes(StandardCharsets.UTF_8);

    private final String uri;
    /** Random, so that no one can put it into a document on purpose. */
    private final String boundary = SipIds.callId().replace('@', '-');

    private long version;

    /** @param uri of the list */
    ListText(String uri) {
        this.uri = uri;
    }

    String boundary() {
        return boundary;
    }

    /** With quotation marks only where the grammar needs them: the boundary is a token, and not every phone takes them off. */
    String contentType() {
        return "multipart/related;type=\"" + ROOT_TYPE + "\";start=\"<list." + boundary + ">\";boundary=" + boundary;
    }

    /** How many bodies were written, which is the version of the next one (RFC 4662 section 5.2). */
    long version() {
        return version;
    }

    /** The next body. */
    byte[] next(boolean full, Collection<MemberText> members) {
        byte[] head = head(full).getBytes(StandardCharsets.UTF_8);
        byte[] end = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        int length = head.length + END_OF_LIST.length + end.length;
        for (MemberText member : members) {
            length += member.resource().length + member.part().length;
        }
        byte[] body = new byte[length];
        int at = append(body, 0, head);
        at = appendAll(body, at, members, MemberText::resource);
        at = append(body, at, END_OF_LIST);
        at = appendAll(body, at, members, MemberText::part);
        append(body, at, end);
        return body;
    }

    private String head(boolean full) {
        StringBuilder out = new StringBuilder(400)
                .append("--")
                .append(boundary)
                .append("\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <list.")
                .append(boundary)
                .append(">\r\nContent-Type: " + ROOT_TYPE + ";charset=UTF-8\r\n\r\n")
                .append(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"");
        XmlText.appendValue(out, uri);
        return out.append("\" version=\"")
                .append(version++)
                .append("\" fullState=\"")
                .append(full)
                .append("\">")
                .toString();
    }

    private static int appendAll(
            byte[] body, int start, Collection<MemberText> members, Function<MemberText, byte[]> text) {
        int at = start;
        for (MemberText member : members) {
            at = append(body, at, text.apply(member));
        }
        return at;
    }

    private static int append(byte[] body, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, body, at, bytes.length);
        return at + bytes.length;
    }
}
