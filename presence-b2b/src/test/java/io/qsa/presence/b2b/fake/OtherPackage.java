package io.qsa.presence.b2b.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.event.Reading;

/**
 * A second event package, with partial documents: {@code 3=c} is version 3 and adds "c" to the document, {@code 3*abc}
 * says that "abc" is all of it. Any other text is a bad body, and "crash" a defect of the reader.
 */
public class OtherPackage implements EventPackage {
    @Override
    public String name() {
        return "other";
    }

    @Override
    public List<String> accept() {
        return List.of("text/plain");
    }

    @Override
    public List<String> supported() {
        return List.of("additions");
    }

    @Override
    public Duration expiration() {
        return Duration.ofSeconds(7200);
    }

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return new Additions();
    }

    private static final class Additions implements DocumentReader {
        private int version = -1;
        private String text = "";

        @Override
        public Reading read(String contentType, byte[] body) throws BadBodyException {
            String said = new String(body, StandardCharsets.UTF_8);
            if (said.equals("crash")) {
                throw new IllegalStateException("a defect");
            }
            if (!said.matches("\\d+[=*].*")) {
                throw new BadBodyException("no version");
            }
            int number = Integer.parseInt(said.replaceAll("[=*].*", ""));
            boolean full = said.contains("*");
            if (number <= version && !full) {
                return Reading.nothingNew();
            }
            if (number != version + 1 && !full) {
                return Reading.nothingNew().withGap();
            }
            version = number;
            text = (full ? "" : text) + said.replaceAll(".*[=*]", "");
            return Reading.of(Document.of(contentType, text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
