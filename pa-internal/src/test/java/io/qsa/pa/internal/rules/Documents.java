package io.qsa.pa.internal.rules;

import java.nio.charset.StandardCharsets;

/** Makes rule documents. */
final class Documents {
    static final String ANYBODY = "<cp:identity><cp:many/></cp:identity>";

    private Documents() {}

    static byte[] ruleset(String... rules) {
        return ("<?xml version='1.0' encoding='UTF-8'?><cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy'"
                        + " xmlns:pr='urn:ietf:params:xml:ns:pres-rules'>" + String.join("", rules) + "</cp:ruleset>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A rule with these conditions. */
    static String rule(String handling, String conditions) {
        return "<cp:rule id='r'><cp:conditions>" + conditions + "</cp:conditions><cp:actions><pr:sub-handling>"
                + handling
                + "</pr:sub-handling></cp:actions><cp:transformations><pr:provide-all-services/></cp:transformations>"
                + "</cp:rule>";
    }

    static String one(String uri) {
        return "<cp:identity><cp:one id='" + uri + "'/></cp:identity>";
    }

    static String validity(String from, String until) {
        return "<cp:validity><cp:from>" + from + "</cp:from><cp:until>" + until + "</cp:until></cp:validity>";
    }
}
