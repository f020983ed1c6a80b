package io.qsa.lists;

import java.nio.charset.StandardCharsets;

/** Writes bodies for the tests. */
final class ListBody {
    private final String boundary;
    private final StringBuilder rlmi = new StringBuilder();
    private final StringBuilder parts = new StringBuilder();

    private ListBody(String boundary, String list, long version, boolean full) {
        this.boundary = boundary;
        rlmi.append("<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"%s\" version=\"%d\" fullState=\"%b\">"
                .formatted(list, version, full));
    }

    static ListBody full(long version) {
        return new ListBody("edge", "sip:friends@example.com", version, true);
    }

    static ListBody partial(long version) {
        return new ListBody("edge", "sip:friends@example.com", version, false);
    }

    static ListBody nested(int depth) {
        return new ListBody("edge" + depth, "sip:list" + depth + "@example.com", 0, true);
    }

    /** A member with presence, {@code open} or {@code closed}. */
    ListBody member(String user, String basic) {
        instance(user, "active\" cid=\"" + user + "@x");
        return part(user, "application/pidf+xml", pidf(user, basic));
    }

    static String pidf(String user, String basic) {
        return "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:" + user
                + "@example.com'><tuple id='t'><status><basic>" + basic + "</basic></status></tuple></presence>";
    }

    /** A member with the state of its only instance, and no document. */
    ListBody instance(String user, String state) {
        rlmi.append("<resource uri=\"sip:%s@example.com\"><name>%s</name><instance id=\"1\" state=\"%s\"/></resource>"
                .formatted(user, user, state));
        return this;
    }

    ListBody unknown(String user) {
        rlmi.append("<resource uri=\"sip:%s@example.com\"/>".formatted(user));
        return this;
    }

    ListBody list(String user, ListBody nested) {
        instance(user, "active\" cid=\"" + user + "@x");
        return part(user, nested.contentType(), new String(nested.bytes(), StandardCharsets.UTF_8));
    }

    ListBody part(String contentId, String contentType, String body) {
        parts.append("--%s\r\nContent-ID: <%s@x>\r\nContent-Type: %s\r\n\r\n%s\r\n"
                .formatted(boundary, contentId, contentType, body));
        return this;
    }

    String contentType() {
        return "multipart/related;type=\"application/rlmi+xml\";start=\"<root@x>\";boundary=\"" + boundary + "\"";
    }

    byte[] bytes() {
        String root =
                "--%s\r\nContent-ID: <root@x>\r\nContent-Type: application/rlmi+xml;charset=\"UTF-8\"\r\n\r\n%s\r\n"
                        .formatted(boundary, rlmi + "</list>");
        return (root + parts + "--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
