package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.util.List;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** A source of DNS records. May block. */
interface RecordSource {
    /**
     * The records of a name, aliases followed.
     *
     * @param type as {@link org.xbill.DNS.Type} numbers them
     * @throws IOException if there is no answer, or none from which it is clear whether the name exists
     */
    Records lookUp(Name name, int type) throws IOException;

    /**
     * The records of one type that a name has, perhaps none. Immutable.
     *
     * @param seconds how long they are valid
     */
    record Records(List<Record> all, long seconds) {
        public Records {
            all = List.copyOf(all);
        }

        /** The records of the class of the queried type. */
        <R extends Record> List<R> as(Class<R> kind) {
            return all.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }
}
