package io.qsa.sip.endpoint.internal.digest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.digest.AuthHeader;

/**
 * The credentials of one request, for all challenges to it (RFC 3261 section 22.3). Confined to the exchange of the request,
 * which has one transaction after the other.
 */
public final class Authentication {
    /** The most challenges that are answered; a real chain of proxies has fewer. */
    private static final int MAX_ANSWERED = 5;

    private final DigestClient client;
    private final SipRequest plain;
    private final String hop;
    private final Map<String, Credential> credentials;
    /** Credentials that are sent without a challenge: nonces of earlier requests. */
    private Map<Space, Nonce> ahead = Map.of();
    /** Credentials that answer the challenges to this request. */
    private Map<Space, Nonce> answers = Map.of();

    private SipRequest request;
    private int answered;

    /** @param credentials by realm, the credentials that the next hop may get */
    Authentication(DigestClient client, SipRequest plain, String hop, Map<String, Credential> credentials) {
        this.client = client;
        this.plain = plain;
        this.hop = hop;
        this.credentials = credentials;
        if (!credentials.isEmpty()) {
            ahead = new LinkedHashMap<>(2);
        }
        for (Credential credential : credentials.values()) {
            client.memory().of(credential, hop).forEach(nonce -> ahead.put(nonce.space(), nonce));
        }
        this.request = withCredentials(plain);
    }

    /** The request as it is to be sent now. */
    public SipRequest request() {
        return request;
    }

    /**
     * Handles a final response.
     *
     * @return whether it was a challenge that is answered now: {@link #request()} is to be sent
     */
    public boolean answers(SipResponse response) {
        if (isChallenge(response)) {
            return client.hasCredentials() && answers(response, Challenge.of(response));
        }
        if (!ahead.isEmpty() || !answers.isEmpty()) {
            learnNextNonces(response);
        }
        return false;
    }

    /** Whether a response is a challenge. */
    public static boolean isChallenge(SipResponse response) {
        return response.code() == 401 || response.code() == 407;
    }

    private boolean answers(SipResponse response, List<Challenge> challenges) {
        Map<Space, Challenge> answerable = new LinkedHashMap<>(2);
        challenges.stream().filter(this::isAnswerable).forEach(c -> answerable.putIfAbsent(c.space(), c));
        if (answerable.isEmpty()) {
            client.log().unanswerable(hop, response.from().uri(), challenges);
            return false;
        }
        if (answerable.values().stream().anyMatch(this::isRejection) || !mayAnswerOnceMore()) {
            answerable.keySet().forEach(this::forget);
            client.log().rejected(hop, response.from().uri(), challenges);
            return false;
        }
        answers = new LinkedHashMap<>(answers);
        answerable.forEach((space, challenge) -> {
            ahead.remove(space);
            answers.put(space, client.memory().challenged(credentialFor(space), hop, challenge));
        });
        answered++;
        request = withCredentials(plain.withFirstReplaced("CSeq", plain.cseq() + answered + " " + plain.method()));
        return true;
    }

    private boolean isAnswerable(Challenge challenge) {
        Credential credential = credentialFor(challenge.space());
        return credential != null
                && credential.account().hashes().contains(challenge.algorithm().hash());
    }

    /** Whether a realm refuses the answer to its challenge. Credentials that were sent without one may just be old. */
    private boolean isRejection(Challenge challenge) {
        Nonce answer = answers.get(challenge.space());
        return answer != null
                && (!challenge.isStale() || answer.challenge().nonce().equals(challenge.nonce()));
    }

    private boolean mayAnswerOnceMore() {
        return answered < MAX_ANSWERED && plain.cseq() + answered < SipDialog.MAX_CSEQ;
    }

    private void forget(Space space) {
        client.memory().forget(credentialFor(space), hop, space.challenger());
    }

    private Credential credentialFor(Space space) {
        return credentials.get(space.realm());
    }

    private SipRequest withCredentials(SipRequest numbered) {
        SipRequest complete = numbered;
        for (Map.Entry<Space, Nonce> entry : inUse().entrySet()) {
            String answer = entry.getValue().answer(plain.method(), plain.requestUri());
            complete = complete.with(entry.getKey().challenger().answerHeader(), answer);
        }
        return complete;
    }

    private Map<Space, Nonce> inUse() {
        if (answers.isEmpty()) {
            return ahead;
        }
        Map<Space, Nonce> all = new LinkedHashMap<>(ahead);
        all.putAll(answers);
        return all;
    }

    /** The header does not name its realm (RFC 7616 section 3.5), so it is ignored if several realms were answered. */
    private void learnNextNonces(SipResponse response) {
        for (Challenger challenger : Challenger.values()) {
            String next = response.header(challenger.infoHeader())
                    .map(info -> AuthHeader.parameters(info).get("nextnonce"))
                    .orElse("");
            List<Nonce> used = inUse().values().stream()
                    .filter(nonce -> nonce.space().challenger() == challenger)
                    .toList();
            if (!next.isEmpty() && used.size() == 1) {
                Challenge renewed = used.get(0).challenge().withNonce(next);
                client.memory().challenged(credentialFor(renewed.space()), hop, renewed);
            }
        }
    }
}
