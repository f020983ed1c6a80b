package io.qsa.itests.house.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The description of one configuration by its bundle (OSGi Compendium, chapter 105). Immutable. */
record Metatype(String pid, boolean isFactory, String name, String description, List<Setting> settings) {
    /** Where bnd puts the annotations of our bundles; other bundles have theirs beside it. */
    private static final String FOLDER = "OSGI-INF/metatype/io.qsa.";

    /** The first sentence of the description. */
    String purpose() {
        int end = description.indexOf(". ");
        return end < 0 ? description : description.substring(0, end + 1);
    }

    /** The configurations of all our bundles on the class path, by PID. */
    static Map<String, Metatype> onClassPath() {
        Map<String, Metatype> found = new TreeMap<>();
        for (String path : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (path.endsWith(".jar")) {
                inJar(path).forEach(metatype -> found.put(metatype.pid(), metatype));
            }
        }
        return found;
    }

    private static List<Metatype> inJar(String path) {
        List<Metatype> found = new ArrayList<>();
        try (JarFile jar = new JarFile(path)) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".xml")) {
                    try (InputStream xml = jar.getInputStream(entry)) {
                        found.add(read(xml));
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
        return found;
    }

    private static Metatype read(InputStream xml) throws IOException {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
            Element type = elements(document, "OCD").get(0);
            Element designate = elements(document, "Designate").get(0);
            boolean factory = designate.hasAttribute("factoryPid");
            return new Metatype(
                    designate.getAttribute(factory ? "factoryPid" : "pid"),
                    factory,
                    type.getAttribute("name"),
                    type.getAttribute("description"),
                    elements(document, "AD").stream().map(Metatype::setting).toList());
        } catch (ParserConfigurationException | SAXException wrong) {
            throw new IOException(wrong);
        }
    }

    private static Setting setting(Element attribute) {
        return new Setting(
                attribute.getAttribute("id"),
                attribute.getAttribute("name"),
                attribute.getAttribute("description"),
                unescaped(attribute.getAttribute("default")));
    }

    /** Section 105.9 of the specification: a comma, a space and a backslash of a value are escaped by a backslash. */
    private static String unescaped(String value) {
        return value.replaceAll("\\\\(.)", "$1");
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
