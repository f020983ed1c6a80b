package io.qsa.reg;

import java.nio.charset.StandardCharsets;

/** Writes documents for the tests, one registration and contact after the other. */
final class RegDocument {
    private final StringBuilder xml = new StringBuilder();
    private boolean open;

    private RegDocument(long version, String state) {
        xml.append("<?xml version=\"1.0\"?>\n<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"")
                .append(version)
                .append("\" state=\"")
                .append(state)
                .append("\">");
    }

    static RegDocument full(long version) {
        return new RegDocument(version, "full");
    }

    static RegDocument partial(long version) {
        return new RegDocument(version, "partial");
    }

    RegDocument registration(String id, String state) {
        close();
        xml.append("<registration aor=\"sip:%s@example.com\" id=\"%s\" state=\"%s\">".formatted(id, id, state));
        open = true;
        return this;
    }

    RegDocument contact(String id, String state, String event) {
        xml.append(
                "<contact id=\"%s\" state=\"%s\" event=\"%s\" q=\"0.8\" expires=\"7\"><uri>sip:%s@192.0.2.1</uri></contact>"
                        .formatted(id, state, event, id));
        return this;
    }

    private void close() {
        if (open) {
            xml.append("</registration>");
            open = false;
        }
    }

    byte[] bytes() {
        close();
        return (xml + "</reginfo>").getBytes(StandardCharsets.UTF_8);
    }
}
