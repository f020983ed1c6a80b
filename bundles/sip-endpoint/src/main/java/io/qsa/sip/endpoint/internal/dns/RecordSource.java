package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.util.List;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Where DNS records come from. May block. */
interface RecordSource {
    /**
     * The records of a name, aliases followed.
     *
     * @param type as {@link org.xbill.DNS.Type} numbers them
     * @throws IOException if nobody answers, or not with a statement about the name
     */
    Records lookUp(Name name, int type) throws IOException;

    /**
     * What a name has of one type, perhaps nothing. Immutable.
     *
     * @param seconds for how long that is true
     */
    record Records(List<Record> all, long seconds) {
        public Records {
            all = List.copyOf(all);
        }

        /** Those of the class that goes with the type that was asked for. */
        <R extends Record> List<R> as(Class<R> kind) {
            return all.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }
}
