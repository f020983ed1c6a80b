package io.qsa.messagesummary;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentMerger;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.event.Reading;

/** The event package message-summary (RFC 3842 section 3): every document is complete. Immutable. */
@Component
public final class MessageSummaryPackage implements EventPackage {
    @Override
    public String name() {
        return "message-summary";
    }

    @Override
    public List<String> accept() {
        return List.of(MessageSummary.CONTENT_TYPE);
    }

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return MessageSummaryPackage::read;
    }

    /** The subscription may be forked to several message systems; the subscriber merges what they say (section 3.9). */
    @Override
    public Optional<DocumentMerger> merger() {
        return Optional.of(MessageSummaryPackage::merge);
    }

    private static Document merge(List<Document> documents) {
        List<MessageSummary> summaries = documents.stream()
                .flatMap(document -> document.as(MessageSummary.class).stream())
                .toList();
        MessageSummary merged = MessageSummary.merge(summaries);
        return Document.of(MessageSummary.CONTENT_TYPE, merged.write(), merged);
    }

    private static Reading read(String contentType, byte[] body) throws BadBodyException {
        try {
            MessageSummary summary = MessageSummary.read(body);
            return Reading.of(Document.of(contentType, body, summary)).withOddities(summary.odd());
        } catch (IllegalArgumentException e) {
            throw new BadBodyException(e.getMessage(), e);
        }
    }
}
