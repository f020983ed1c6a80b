package io.qsa.presence.b2b.internal.sip;

import java.util.OptionalLong;

import io.qsa.base.text.LogText;
import io.qsa.presence.b2b.internal.machine.Answer;
import io.qsa.presence.b2b.internal.machine.AnswerKind;
import io.qsa.sip.SipResponse;

/** Reads the parts of a final response that the machine needs. */
final class AnswerReader {
    private static final int MAX_PHRASE = 100;

    private AnswerReader() {}

    static Answer read(SipResponse response) {
        String phrase = LogText.of(response.phrase() + extensions(response), MAX_PHRASE);
        Answer answer =
                response.isLocal() ? Answer.missing(response.code(), phrase) : Answer.of(response.code(), phrase);
        OptionalLong seconds = Seconds.inHeader(response, headerThatMatters(answer));
        return seconds.isPresent() ? answer.withSeconds(seconds.getAsLong()) : answer;
    }

    /** The extensions because of which it was refused (RFC 3261 sections 21.4.15 and 21.4.16), which a phrase need not name. */
    private static String extensions(SipResponse response) {
        String names =
                switch (response.code()) {
                    case 420 -> String.join(", ", response.elements("Unsupported"));
                    case 421 -> String.join(", ", response.elements("Require"));
                    default -> "";
                };
        return names.isBlank() ? "" : ": " + names;
    }

    private static String headerThatMatters(Answer answer) {
        if (answer.kind() == AnswerKind.TOO_BRIEF) {
            return "Min-Expires";
        }
        return answer.code() < 300 ? "Expires" : "Retry-After";
    }
}
