package io.qsa.itests.benchmark.load;

import java.nio.charset.StandardCharsets;

/**
 * A presence document of 1 kB as a phone of our days sends it (RFC 3863, RFC 4479, RFC 4480), never the same twice: its
 * note is the moment at which it was written. Immutable.
 */
final class PresenceBody {
    static final String TYPE = "application/pidf+xml";
    static final int LENGTH = 1024;

    private static final byte[] BEFORE_ENTITY = bytes(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <presence xmlns="urn:ietf:params:xml:ns:pidf"
                xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
                xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity=\"""");
    private static final byte[] BEFORE_MOMENT = bytes(
            """
            ">
              <tuple id="desk-phone">
                <status><basic>open</basic></status>
                <contact priority="0.8">sip:desk@192.0.2.7:5060;transport=udp</contact>
                <note xml:lang="en">""");
    private static final byte[] AFTER_MOMENT = bytes(
            """
            </note>
                <timestamp>2026-11-24T12:00:00Z</timestamp>
              </tuple>
              <tuple id="mobile">
                <status><basic>closed</basic></status>
                <contact priority="0.3">sip:mobile@192.0.2.8:5060</contact>
                <timestamp>2026-11-24T11:30:00Z</timestamp>
              </tuple>
              <dm:person id="person-1">
                <rpid:activities><rpid:meeting/></rpid:activities>
                <rpid:place-type><rpid:office/></rpid:place-type>
                <dm:note>In a meeting, back at noon</dm:note>
              </dm:person>
              <!--""");
    private static final byte[] END = bytes("-->\n</presence>\n");
    private static final int MOMENT_DIGITS = 19;

    private PresenceBody() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes Content-Type, Content-Length and a document for an entity, with this moment. */
    static void write(SipWriter out, byte[] entity, int from, int length, long moment) {
        out.text("Content-Type: " + TYPE + "\r\nContent-Length: ")
                .number(LENGTH)
                .text("\r\n\r\n");
        out.bytes(BEFORE_ENTITY)
                .bytes(entity, from, length)
                .bytes(BEFORE_MOMENT)
                .number(moment, MOMENT_DIGITS)
                .bytes(AFTER_MOMENT);
        int used =
                BEFORE_ENTITY.length + length + BEFORE_MOMENT.length + MOMENT_DIGITS + AFTER_MOMENT.length + END.length;
        for (int i = used; i < LENGTH; i++) {
            out.text("x");
        }
        out.bytes(END);
    }
}
