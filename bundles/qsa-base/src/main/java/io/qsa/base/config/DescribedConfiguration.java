package io.qsa.base.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.framework.Bundle;

/**
 * A configuration that a bundle describes in its metatype. Immutable.
 *
 * @param pid its PID, or that of its factory
 * @param isFactory whether there may be several
 * @param keys that it may have
 */
public record DescribedConfiguration(String pid, boolean isFactory, Set<String> keys) {
    private static final String DIRECTORY = "OSGI-INF/metatype";
    /** These files are of our own build, whose attributes are quoted in one way and hold no markup. */
    private static final String ATTRIBUTES = "\\s(?:[^>\"]|\"[^\"]*\")*?";

    private static final Pattern KEY = Pattern.compile("<AD" + ATTRIBUTES + "\\bid=\"([^\"]+)\"");
    private static final Pattern DESIGNATE =
            Pattern.compile("<Designate" + ATTRIBUTES + "\\b(pid|factoryPid)=\"([^\"]+)\"");

    public DescribedConfiguration {
        keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
    }

    /** Those that a bundle describes; none if it is not resolved, or has no metatype. */
    public static List<DescribedConfiguration> of(Bundle bundle) {
        List<DescribedConfiguration> described = new ArrayList<>();
        Enumeration<URL> files = bundle.findEntries(DIRECTORY, "*.xml", false);
        while (files != null && files.hasMoreElements()) {
            try (InputStream in = files.nextElement().openStream()) {
                described.addAll(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException("the metatype of " + bundle.getSymbolicName() + " cannot be read", e);
            }
        }
        return described;
    }

    static List<DescribedConfiguration> read(String file) {
        Set<String> keys = new LinkedHashSet<>();
        for (Matcher key = KEY.matcher(file); key.find(); ) {
            keys.add(key.group(1));
        }
        List<DescribedConfiguration> described = new ArrayList<>();
        for (Matcher designate = DESIGNATE.matcher(file); designate.find(); ) {
            boolean isFactory = designate.group(1).equals("factoryPid");
            described.add(new DescribedConfiguration(designate.group(2), isFactory, keys));
        }
        return described;
    }
}
