package io.qsa.itests.benchmark.report;

/** The workload of a measurement, and its unit of operation. */
public enum Workload {
    SET_UP("set-up", "subscribe() to ACTIVE: SUBSCRIBE, 200, NOTIFY with 1 kB, 200"),
    NOTIFY("NOTIFY", "NOTIFY with 1 kB to the listener, answered"),
    REFRESH("refresh", "SUBSCRIBE, 200, NOTIFY with 1 kB, 200"),
    SWAP("swap", "presence_b2b to pa: SUBSCRIBE, 200, last NOTIFY, 200, and a subscription at the agent"),
    SWAP_BACK("swap back", "pa to presence_b2b: SUBSCRIBE, 200, NOTIFY with 1 kB, 200, and the end of the other one"),
    UNSUBSCRIBE("unsubscribe", "close(): SUBSCRIBE, 200, last NOTIFY, 200"),
    PUBLISH("PUBLISH", "PUBLISH of 1 kB, nobody watches"),
    WATCH("SUBSCRIBE", "SUBSCRIBE, 200, NOTIFY with 1 kB, 200"),
    FAN_OUT("fan-out", "NOTIFY to one of many watchers, answered"),
    INTERNAL("internal", "delivery to one of many in the same JVM");

    private final String label;
    private final String operation;

    Workload(String label, String operation) {
        this.label = label;
        this.operation = operation;
    }

    /** How tables call it. */
    public String label() {
        return label;
    }

    /** The description of one operation. */
    public String operation() {
        return operation;
    }
}
