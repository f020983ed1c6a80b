package io.qsa.presence.b2b.fake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.event.DocumentMerger;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.event.Reading;

/** An event package of which several notifiers may serve one SUBSCRIBE: their texts are joined by "+". */
public final class MergedPackage implements EventPackage {
    @Override
    public String name() {
        return "merged";
    }

    @Override
    public List<String> accept() {
        return List.of("text/plain");
    }

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return (contentType, body) -> Reading.of(Document.of(contentType, body));
    }

    @Override
    public Optional<DocumentMerger> merger() {
        return Optional.of(MergedPackage::joined);
    }

    private static Document joined(List<Document> documents) {
        String joined = documents.stream().map(Document::text).collect(Collectors.joining("+"));
        return Document.of("text/plain", joined.getBytes(StandardCharsets.UTF_8));
    }
}
