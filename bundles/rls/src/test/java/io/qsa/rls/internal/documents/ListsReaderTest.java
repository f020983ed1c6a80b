package io.qsa.rls.internal.documents;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.tolerance.Tolerances;
import io.qsa.presence.xml.XmlException;
import io.qsa.rls.ListEntry;
import io.qsa.rls.ResourceList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Documents of RFC 4826, and a directory of them. */
class ListsReaderTest {
    private static final String SERVICES =
            """
            <rls-services xmlns='urn:ietf:params:xml:ns:rls-services' xmlns:rl='urn:ietf:params:xml:ns:resource-lists'>
              <service uri='sip:friends@example.com'>
                <list name='friends'>
                  <rl:entry uri='sip:a@example.com'><rl:display-name xml:lang='en'>Ann</rl:display-name></rl:entry>
                  <rl:list name='one'><rl:entry uri='sip:b@example.com'/>
                    <rl:list name='two'><rl:entry uri='sip:c@example.com'/><rl:entry uri='sip:a@example.com'/></rl:list>
                  </rl:list>
                  <rl:external anchor='http://xcap.example.com/secret'/>
                  <rl:entry-ref ref='users/x'/>
                  <rl:entry uri='mailto:nobody'/>
                </list>
                <packages><package>presence</package><package>dialog</package></packages>
              </service>
              <service uri='sip:elsewhere@example.com'>
                <resource-list>http://xcap.example.com/list</resource-list>
              </service>
            </rls-services>
            """;

    @TempDir
    private Path directory;

    private boolean strict;
    private final Tolerances tolerances = new Tolerances(() -> strict, List.of(ListsTolerance.values()));

    private List<ResourceList> read(String document, int deepest) throws XmlException {
        return ListsReader.read(document.getBytes(StandardCharsets.UTF_8), "sip:file@example.com", deepest, tolerances);
    }

    private static String membersOf(ResourceList list) {
        return String.join(
                " ",
                list.entries().stream()
                        .map(entry -> entry.uri().substring(4, 5))
                        .toList());
    }

    /** F118: without packages it is for all. Nothing is fetched from elsewhere, and the rest is served. */
    @Test
    void servicesNameTheirLists() throws XmlException {
        List<ResourceList> lists = read(SERVICES, -1);

        assertThat(lists)
                .extracting(ResourceList::uri)
                .containsExactly("sip:friends@example.com", "sip:elsewhere@example.com");
        assertThat(lists.get(0).packages()).containsExactly("presence", "dialog");
        assertThat(lists.get(0).entries()).extracting(ListEntry::name).first().isEqualTo("Ann");
        assertThat(lists.get(1).entries()).isEmpty();
        assertThat(lists.get(1).packages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, a b c", "2, a b c", "1, a b", "0, a"})
    void listsInListsAreOneListDownToABound(int deepest, String members) throws XmlException {
        assertThat(membersOf(read(SERVICES, deepest).get(0))).isEqualTo(members);
    }

    /** F61: a service, an entry, a name or a package that is invalid costs no other one; strict refuses the document. */
    @ParameterizedTest
    @CsvSource({
        "<service/>, 'b c'",
        "<service uri='tel:1'><list><rl:entry uri='sip:x@example.com'/></list></service>, 'b c'",
        "<service uri='sip:odd@example.com'><packages><package>a b</package></packages></service>, 'b c'",
        "<service uri='sip:odd@example.com'><list><rl:entry uri='mailto:x'/></list></service>, 'b c'",
    })
    void whatIsInvalidCostsNoOther(String odd, String members) throws XmlException {
        String document = "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'"
                + " xmlns:rl='urn:ietf:params:xml:ns:resource-lists'>" + odd
                + "<service uri='sip:good@example.com'><list><rl:entry uri='sip:b@example.com'>"
                + "<rl:display-name>B<x><y/></x></rl:display-name></rl:entry><rl:entry uri='sip:c@example.com'/></list>"
                + "</service></rls-services>";

        assertThat(read(document, -1))
                .filteredOn(list -> list.uri().equals("sip:good@example.com"))
                .singleElement()
                .matches(list -> membersOf(list).equals(members));
        assertThat(tolerances.taken(ListsTolerance.INVALID_LISTS)).isEqualTo(1);
        strict = true;
        assertThatExceptionOfType(XmlException.class).isThrownBy(() -> read(document, -1));
    }

    @Test
    void listsWithoutAServiceHaveTheUriOfTheirFile() throws XmlException {
        ResourceList list = read(
                        "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'>"
                                + "<list><entry uri='sip:a@example.com'/></list>"
                                + "<list><entry uri='sip:b@example.com'/></list></resource-lists>",
                        0)
                .get(0);

        assertThat(list.uri()).isEqualTo("sip:file@example.com");
        assertThat(membersOf(list)).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<resource-lists/>",
                "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'><service/></rls-services>",
                "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'><service uri='tel:1'/></rls-services>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
            })
    void whatIsNoneIsRefused(String document) {
        assertThatExceptionOfType(XmlException.class).isThrownBy(() -> read(document, -1));
    }

    @Test
    void nestingHasAnEndWhateverTheSettings() {
        String open = "<list>".repeat(10_000);

        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> read("<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'>" + open, -1));
    }

    @Test
    void aDirectoryIsFollowedAndABrokenDocumentLeavesWhatWas() throws Exception {
        ListDirectory lists = new ListDirectory(directory, -1, tolerances);
        assertThat(lists.scan()).isFalse();

        Path file = directory.resolve("services.xml");
        Files.writeString(file, SERVICES);
        assertThat(lists.scan()).isTrue();
        assertThat(lists.scan()).isFalse();
        assertThat(lists.find("friends@example.com")).isPresent();

        Files.writeString(file, "broken");
        lists.scan();
        assertThat(lists.find("friends@example.com")).isPresent();

        Files.delete(file);
        assertThat(lists.scan()).isTrue();
        assertThat(lists.all()).isEmpty();
    }

    /** A directory that looks like a document cannot be read by anybody. */
    @Test
    void aFileThatCannotBeReadLeavesWhatWasAndHoldsUpNoOther() throws Exception {
        ListDirectory lists = new ListDirectory(directory, -1, tolerances);
        Files.createDirectory(directory.resolve("a.xml"));
        Path file = directory.resolve("services.xml");
        Files.writeString(file, SERVICES);

        assertThat(lists.scan()).isTrue();
        assertThat(lists.all()).hasSize(2);

        Files.delete(file);
        Files.createDirectory(file);
        assertThat(lists.scan()).isFalse();
        assertThat(lists.all()).hasSize(2);
    }

    @Test
    void aDirectoryThatIsNotThereHasNoLists() {
        ListDirectory lists = new ListDirectory(directory.resolve("absent"), -1, tolerances);

        assertThat(lists.scan()).isFalse();
        assertThat(Stream.of("friends@example.com").flatMap(key -> lists.find(key).stream()))
                .isEmpty();
    }
}
