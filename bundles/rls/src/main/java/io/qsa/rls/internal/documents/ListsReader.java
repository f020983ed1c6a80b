package io.qsa.rls.internal.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.Token;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.presence.xml.XmlCursor;
import io.qsa.presence.xml.XmlException;
import io.qsa.presence.xml.XmlText;
import io.qsa.rls.ListEntry;
import io.qsa.rls.ResourceList;

/**
 * Reads documents of RFC 4826: {@code rls-services}, which name the URI of each list, and {@code resource-lists}, whose
 * URI is that of their file. Lists in a list are merged into it, down to a bound (RFC 4826 section 4.1). Entries that
 * refer to other documents are skipped with a warning. Confined to one reading.
 */
final class ListsReader {
    private static final Logger LOG = LoggerFactory.getLogger(ListsReader.class);
    private static final String SERVICES = "urn:ietf:params:xml:ns:rls-services";
    private static final String LISTS = "urn:ietf:params:xml:ns:resource-lists";

    private final XmlCursor cursor;
    private final String fileUri;
    private final int deepest;
    private int tooDeep;
    /** What is invalid in the document, and is ignored. */
    private final List<String> faults = new ArrayList<>();

    private ListsReader(XmlCursor cursor, String fileUri, int deepest) {
        this.cursor = cursor;
        this.fileUri = fileUri;
        this.deepest = deepest;
    }

    /**
     * @param fileUri the URI for the name of the file
     * @param deepest how deep lists may nest; 0 for no lists in lists, -1 for any depth within the limits of a document
     * @throws XmlException if it is neither of these documents
     */
    static List<ResourceList> read(byte[] document, String fileUri, int deepest, Tolerances tolerances)
            throws XmlException {
        return XmlCursor.read(document, cursor -> new ListsReader(cursor, fileUri, deepest).tolerated(tolerances));
    }

    private List<ResourceList> tolerated(Tolerances tolerances) throws XmlException {
        List<ResourceList> lists = document();
        if (faults.isEmpty()) {
            return lists;
        }
        if (lists.isEmpty() || !tolerances.takes(ListsTolerance.INVALID_LISTS)) {
            throw new XmlException(faults.get(0));
        }
        LOG.warn("Lists in the file of {} are served without what is invalid: {}", shown(fileUri), faults);
        return lists;
    }

    private List<ResourceList> document() throws XmlException {
        if (isElement(SERVICES, "rls-services")) {
            return services();
        }
        if (!isElement(LISTS, "resource-lists")) {
            throw new XmlException("the root is neither rls-services nor resource-lists of RFC 4826");
        }
        List<ListEntry> entries = new ArrayList<>();
        while (cursor.nextChild()) {
            if (isElement(LISTS, "list")) {
                readList(entries, 0);
            } else {
                cursor.skip();
            }
        }
        return listOf(fileUri, entries).stream().toList();
    }

    private boolean isElement(String namespace, String name) {
        return cursor.isIn(namespace) && cursor.name().equals(name);
    }

    private List<ResourceList> services() throws XmlException {
        List<ResourceList> lists = new ArrayList<>();
        while (cursor.nextChild()) {
            if (isElement(SERVICES, "service")) {
                service().ifPresent(lists::add);
            } else {
                cursor.skip();
            }
        }
        return lists;
    }

    private Optional<ResourceList> service() throws XmlException {
        String uri = cursor.attribute("uri").trim();
        List<ListEntry> entries = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        int named = 0;
        while (cursor.nextChild()) {
            if (isElement(SERVICES, "list")) {
                readList(entries, 0);
            } else if (isElement(SERVICES, "resource-list")) {
                refuse(uri, "the list is elsewhere: " + cursor.textIfAlone().orElse(""));
            } else if (isElement(SERVICES, "packages")) {
                named += readPackages(packages);
            } else {
                cursor.skip();
            }
        }
        // A list whose packages are all invalid is not one for every package.
        boolean hasPackages = named == 0 || !packages.isEmpty();
        return listOf(uri, entries).filter(list -> hasPackages).map(list -> list.withPackages(packages));
    }

    private Optional<ResourceList> listOf(String uri, List<ListEntry> entries) {
        if (tooDeep > 0) {
            LOG.warn("{} lists in {} are nested deeper than max_nesting_level", tooDeep, shown(uri));
            tooDeep = 0;
        }
        try {
            return Optional.of(ResourceList.of(uri, entries));
        } catch (IllegalArgumentException none) {
            faults.add("the URI of a list is invalid: '" + shown(uri) + "'");
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return XmlText.printable(text);
    }

    /** Returns how many there are, invalid ones included. */
    private int readPackages(List<String> packages) throws XmlException {
        int named = 0;
        while (cursor.nextChild()) {
            if (isElement(SERVICES, "package")) {
                named++;
                cursor.textIfAlone()
                        .map(String::trim)
                        .filter(Token::isToken)
                        .ifPresentOrElse(packages::add, () -> faults.add("a package is not a token"));
            } else {
                cursor.skip();
            }
        }
        return named;
    }

    private void readList(List<ListEntry> entries, int depth) throws XmlException {
        String name = cursor.attribute("name");
        while (cursor.nextChild()) {
            if (isElement(LISTS, "entry")) {
                readEntry(entries);
            } else if (isElement(LISTS, "list")) {
                nested(entries, depth + 1);
            } else if (isElement(LISTS, "external")) {
                refuse(name, "a list in it is elsewhere: " + cursor.attribute("anchor"));
                cursor.skip();
            } else if (isElement(LISTS, "entry-ref")) {
                refuse(name, "an entry of it is elsewhere: " + cursor.attribute("ref"));
                cursor.skip();
            } else {
                cursor.skip();
            }
        }
    }

    private void nested(List<ListEntry> entries, int depth) throws XmlException {
        if (deepest < 0 || depth <= deepest) {
            readList(entries, depth);
        } else {
            tooDeep++;
            cursor.skip();
        }
    }

    private void readEntry(List<ListEntry> entries) throws XmlException {
        String uri = cursor.attribute("uri").trim();
        String name = "";
        while (cursor.nextChild()) {
            if (isElement(LISTS, "display-name")) {
                name = cursor.textIfAlone().orElse("");
            } else {
                cursor.skip();
            }
        }
        try {
            entries.add(ListEntry.of(uri, name));
        } catch (IllegalArgumentException none) {
            faults.add("an entry names no resource: '" + shown(uri) + "'");
        }
    }

    private static void refuse(String list, String why) {
        LOG.warn("List {} is served without a part of it, nothing is fetched: {}", shown(list), shown(why));
    }
}
