package io.qsa.rls.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.xml.XmlText;
import io.qsa.rls.ListEntry;

/**
 * The text of one member in a list: its {@code resource} element (RFC 4662 section 5.3), and the part with its document. It
 * is made once for each change, however often the list is sent. Immutable.
 */
final class MemberText {
    /** RFC 4662 section 5.5 uses those of a SIP subscription. */
    private static final Set<String> REASONS =
            Set.of("rejected", "noresource", "deactivated", "probation", "timeout", "giveup");

    private static final byte[] NONE = new byte[0];

    private final byte[] resource;
    private final byte[] part;

    private MemberText(byte[] resource, byte[] part) {
        this.resource = resource;
        this.part = part;
    }

    /** The text of a member without a known state: a resource without an instance. */
    static MemberText unknown(ListEntry entry) {
        StringBuilder out = begin(entry);
        return new MemberText(end(out), NONE);
    }

    /** @param contentId of its document, unique among those with this boundary */
    static MemberText of(ListEntry entry, Notification notification, String contentId, String boundary) {
        Optional<Document> shown = notification.status() == Status.ACTIVE ? notification.document() : Optional.empty();
        StringBuilder out = begin(entry).append("<instance id=\"1\" state=\"");
        switch (notification.status()) {
            case ACTIVE -> out.append("active\"");
            case PENDING -> out.append("pending\"");
            case REJECTED -> out.append("terminated\" reason=\"rejected\"");
            case TERMINATED ->
                out.append("terminated\" reason=\"")
                        .append(reasonOf(notification.reason()))
                        .append('"');
        }
        shown.ifPresent(document -> out.append(" cid=\"").append(contentId).append('"'));
        out.append("/>");
        return new MemberText(
                end(out),
                shown.map(document -> part(document, contentId, boundary)).orElse(NONE));
    }

    /**
     * There is always one (RFC 4662 section 5.5). What has none that SIP knows may come back, because its subscription goes on
     * with another notifier or configuration: that is probation.
     */
    private static String reasonOf(Reason reason) {
        return switch (reason.token()) {
            case Reason.EXPIRED -> "timeout";
            case Reason.SERVICE_STOPPED -> "deactivated";
            default ->
                REASONS.contains(reason.token())
                        ? reason.token()
                        : ofCode(reason.code().orElse(0));
        };
    }

    private static String ofCode(int code) {
        return switch (code) {
            case 404, 410, 604 -> "noresource";
            case 403, 603 -> "rejected";
            default -> "probation";
        };
    }

    private static StringBuilder begin(ListEntry entry) {
        StringBuilder out = new StringBuilder(160).append("<resource uri=\"");
        XmlText.appendValue(out, entry.uri());
        out.append("\">");
        if (!entry.name().isEmpty()) {
            out.append("<name>");
            XmlText.appendContent(out, entry.name());
            out.append("</name>");
        }
        return out;
    }

    private static byte[] end(StringBuilder out) {
        return out.append("</resource>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] part(Document document, String contentId, String boundary) {
        byte[] head = ("--" + boundary + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <" + contentId
                        + ">\r\nContent-Type: " + document.contentType() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] body = document.bytes();
        byte[] part = new byte[head.length + body.length + 2];
        System.arraycopy(head, 0, part, 0, head.length);
        System.arraycopy(body, 0, part, head.length, body.length);
        part[part.length - 2] = '\r';
        part[part.length - 1] = '\n';
        return part;
    }

    /** The element. */
    byte[] resource() {
        return resource;
    }

    /** The part with its delimiter before it; empty if there is no document. */
    byte[] part() {
        return part;
    }
}
