package io.qsa.presence.b2b.fake;

import java.util.List;

import io.qsa.Document;
import io.qsa.presence.b2b.event.EventPackage;

/** A second event package, whose bodies are not read. */
public final class OtherPackage implements EventPackage {
    @Override
    public String name() {
        return "other";
    }

    @Override
    public List<String> accept() {
        return List.of("text/plain");
    }

    @Override
    public Document read(String contentType, byte[] body) {
        return Document.of(contentType, body);
    }
}
