package io.qsa.sip.endpoint.internal.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageReaderTest {
    private static final int MAX = 200;
    private static final String NOTIFY = "NOTIFY sip:a@b SIP/2.0\r\nContent-Length: 5\r\n\r\n";

    private final List<String> found = new ArrayList<>();
    private MessageReader reader = newReader();

    private MessageReader newReader() {
        return new MessageReader(() -> MAX, new MessageReader.Sink() {
            @Override
            public void onMessage(byte[] message) {
                found.add(new String(message, StandardCharsets.UTF_8));
            }

            @Override
            public void onPing() {
                found.add("ping");
            }

            @Override
            public void onBroken(byte[] head, int code) {
                found.add(code + " " + head.length);
            }
        });
    }

    private void read(String text) {
        reader.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("C09: finds the messages of a stream wherever it is cut")
    void findsMessagesWhereverTheStreamIsCut() {
        String second = "SIP/2.0 200 OK\r\nl:0\r\n\r\n";
        String stream = "\r\n" + NOTIFY + "hello" + second + "\r\n" + NOTIFY + "\r\n\r\n!";
        for (int i = 0; i <= stream.length(); i++) {
            for (int j = i; j <= stream.length(); j++) {
                found.clear();
                reader = newReader();
                read(stream.substring(0, i));
                read(stream.substring(i, j));
                read(stream.substring(j));

                assertThat(found).containsExactly(NOTIFY + "hello", second, NOTIFY + "\r\n\r\n!");
                assertThat(reader.held()).isZero();
            }
        }
    }

    @ParameterizedTest
    @DisplayName("C09: finds the length however it is written")
    @ValueSource(
            strings = {"l:5", "L : 5", "content-length:5", "CONTENT-LENGTH\t:\r\n 5 ", "Content-Length: 05\r\nl: 5"})
    void findsTheLength(String field) {
        read("NOTIFY sip:a@b SIP/2.0\r\nl1: 9\r\nContent-Lengths: 9\r\nX: 1\r\n l: 9\r\n" + field + "\r\n\r\nhello");

        assertThat(found).singleElement().asString().endsWith("hello");
    }

    @ParameterizedTest
    @DisplayName("C09: refuses a message whose length nobody knows")
    @ValueSource(
            strings = {"X: 1", "l:", "l: -1", "l: 1x", "l: 1 2", "l: 4294967296", "l: 5\r\nContent-Length: 6", "l 5"})
    void refusesAnUnknownLength(String field) {
        String head = "NOTIFY sip:a@b SIP/2.0\r\n" + field + "\r\n\r\n";
        read(head + "hello" + NOTIFY);
        read("hello");

        assertThat(found).containsExactly("400 " + head.length());
    }

    @Test
    @DisplayName("C20: refuses a message over the limit before its body has come")
    void refusesALargeBody() {
        String head = "NOTIFY sip:a@b SIP/2.0\r\nl: 999999999\r\n\r\n";
        read(head);

        assertThat(found).containsExactly("513 " + head.length());
    }

    @Test
    @DisplayName("C20: refuses a header section over the limit before it ends")
    void refusesAHeaderSectionWithoutEnd() {
        for (int i = 0; i <= MAX; i++) {
            read("a");
        }

        assertThat(found).containsExactly("513 " + (MAX + 1));
    }

    @Test
    @DisplayName("C11: tells a ping, wherever it is cut, from empty lines")
    void tellsPingsFromEmptyLines() {
        read("\r\n");
        read("\r");
        read("\n");
        assertThat(found).containsExactly("ping");

        read("\r\n" + NOTIFY + "hello\r\n");
        read(NOTIFY + "hello\n\n\r\n");
        assertThat(found).containsExactly("ping", NOTIFY + "hello", NOTIFY + "hello");
    }

    @Test
    void answersManyPingsAtATimeOnce() {
        read("\r\n".repeat(1000));

        assertThat(found).containsExactly("ping");
    }
}
