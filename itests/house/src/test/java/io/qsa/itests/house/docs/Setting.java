package io.qsa.itests.house.docs;

/** One key of a configuration, as its bundle describes it. Immutable. */
record Setting(String key, String name, String description, String defaultValue) {}
