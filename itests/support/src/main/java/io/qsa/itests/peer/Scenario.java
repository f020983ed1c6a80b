package io.qsa.itests.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The script of a notifier for each incoming call, one after the other. Immutable. */
public final class Scenario {
    private static final String VARIABLES = "via,subscriber,record,cseq,target,number,difference,chosen";

    private final List<List<Step>> calls;

    private Scenario(List<List<Step>> calls) {
        this.calls = calls;
    }

    /** The first call. Each call starts with a SUBSCRIBE. */
    public static Scenario of(Step... steps) {
        return new Scenario(List.of(List.of(steps)));
    }

    /** The script of the next call. */
    public Scenario then(Step... steps) {
        List<List<Step>> more = new ArrayList<>(calls);
        more.add(Arrays.asList(steps));
        return new Scenario(more);
    }

    int calls() {
        return calls.size();
    }

    /** SIPp runs the same scenario for each call: after the SUBSCRIBE it branches by the number of the call. */
    String xml() {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"notifier\">\n");
        xml.append(Step.subscribe().xml());
        for (int call = 1; call <= calls.size(); call++) {
            xml.append(Step.branch(call).xml());
        }
        for (int call = 1; call <= calls.size(); call++) {
            xml.append("  <label id=\"").append(call).append("\"/>\n");
            calls.get(call - 1).forEach(step -> xml.append(step.xml()));
            xml.append("  <nop next=\"end\"/>\n");
        }
        return xml.append("  <label id=\"end\"/>\n  <nop/>\n  <Reference variables=\"")
                .append(VARIABLES)
                .append("\"/>\n</scenario>\n")
                .toString();
    }
}
