package io.qsa.presence.b2b.internal.sip;

import java.util.List;

import io.qsa.base.text.LogText;
import io.qsa.sip.HeaderParameters;
import io.qsa.sip.SipRequest;

/** Describes why a NOTIFY was refused: the header field, or the error of the body. */
final class WhyRefused {
    private static final int MAX_VALUE = 100;

    private WhyRefused() {}

    /** Which of the headers is broken that make a NOTIFY one. */
    static String headers(SipRequest request) {
        for (String name : NotifyHeaders.AT_MOST_ONCE) {
            if (request.hasSeveral(name)) {
                return name + " stands twice";
            }
        }
        for (String name : List.of("Event", "Subscription-State")) {
            try {
                request.header(name).ifPresent(HeaderParameters::parse);
            } catch (IllegalArgumentException unreadable) {
                return header(name, request);
            }
        }
        if (NotifyHeaders.subscriptionState(request).isEmpty()) {
            return header("Subscription-State", request);
        }
        boolean isContact =
                !Contacts.isNoneOrUsable(request) || request.header("Contact").isEmpty();
        return header(isContact ? "Contact" : "Record-Route", request);
    }

    static String extensions(List<String> unsupported) {
        return "Require: " + shortened(String.join(", ", unsupported));
    }

    static String tooLarge(SipRequest request, int most) {
        return "the document has " + request.bodyLength() + " bytes, more than max_body_size, " + most;
    }

    static String type(SipRequest request) {
        return header("Content-Type", request);
    }

    private static String header(String name, SipRequest request) {
        return request.header(name)
                .map(value -> name + ": " + shortened(value) + " cannot be used")
                .orElse("no " + name);
    }

    private static String shortened(String value) {
        return LogText.of(value, MAX_VALUE);
    }
}
