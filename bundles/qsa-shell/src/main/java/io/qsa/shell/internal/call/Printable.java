package io.qsa.shell.internal.call;

import io.qsa.base.text.LogText;

/** Makes text from anywhere fit for a terminal: control characters are shown as escapes. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        if (text.chars().noneMatch(LogText::isUnsafe)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (LogText.isUnsafe(c)) {
                        shown.append(String.format("\\u%04x", c));
                    } else {
                        shown.append((char) c);
                    }
                }
            }
        });
        return shown.toString();
    }
}
