package io.qsa.presence.xml;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs two frequent errors of documents with an unambiguous meaning: an undeclared prefix, whose elements are then
 * unknown extensions, and an ampersand that is not escaped. For documents that were refused already, and only for
 * readers that accept this.
 */
public final class XmlSalvage {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,60}";
    private static final Pattern ROOT = Pattern.compile("<" + NAME + "(:" + NAME + ")?(?=[\\s/>])");
    private static final Pattern DECLARED = Pattern.compile("\\sxmlns:(" + NAME + ")\\s*=");
    private static final Pattern USED =
            Pattern.compile("<(" + NAME + "):" + NAME + "|\\s(" + NAME + "):" + NAME + "\\s*=\\s*[\"']");
    private static final Pattern AMPERSAND =
            Pattern.compile("&(?!(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)");
    private static final int MOST_PREFIXES = 16;

    private XmlSalvage() {}

    /** A document without these faults, in UTF-8; empty if it has none of them, or cannot be read for another reason. */
    public static Optional<byte[]> mended(byte[] document) {
        try {
            if (document.length > XmlCursor.MAX_BYTES) {
                return Optional.empty();
            }
            String text = new String(XmlBytes.utf8(document), StandardCharsets.UTF_8);
            String mended = declared(
                    text.contains("<![CDATA[") ? text : AMPERSAND.matcher(text).replaceAll("&amp;"));
            return mended.equals(text) ? Optional.empty() : Optional.of(mended.getBytes(StandardCharsets.UTF_8));
        } catch (XmlException none) {
            return Optional.empty();
        }
    }

    /** Whether a document can be read only because its wrong encoding declaration, or white space before it, is ignored. */
    public static boolean isMislabelled(byte[] document) {
        return XmlBytes.isMislabelled(document);
    }

    private static String declared(String text) {
        Set<String> undeclared = new LinkedHashSet<>();
        for (Matcher used = USED.matcher(text); used.find(); ) {
            undeclared.add(used.group(1) == null ? used.group(2) : used.group(1));
        }
        for (Matcher declared = DECLARED.matcher(text); declared.find(); ) {
            undeclared.remove(declared.group(1));
        }
        undeclared.remove("xmlns");
        undeclared.remove("xml");
        Matcher root = ROOT.matcher(text);
        // In a comment before the root it would be no declaration.
        boolean isRoot = root.find() && !text.substring(0, root.start()).contains("<!--");
        if (undeclared.isEmpty() || undeclared.size() > MOST_PREFIXES || !isRoot) {
            return text;
        }
        StringBuilder declarations = new StringBuilder();
        undeclared.forEach(prefix -> declarations
                .append(" xmlns:")
                .append(prefix)
                .append("=\"urn:undeclared:")
                .append(prefix)
                .append('"'));
        return text.substring(0, root.end()) + declarations + text.substring(root.end());
    }
}
