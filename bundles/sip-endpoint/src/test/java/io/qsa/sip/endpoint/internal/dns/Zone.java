package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Records without a server. Confined to the test. */
final class Zone implements RecordSource {
    final List<String> questions = new ArrayList<>();
    private final Map<String, List<Record>> records = new HashMap<>();

    Zone put(String name, long ttl, String type, String data) {
        records.computeIfAbsent(type + " " + name + ".", key -> new ArrayList<>())
                .add(DnsServer.record(name, ttl, type, data));
        return this;
    }

    /** No server answers queries for this name and type. */
    Zone fail(String name, String type) {
        records.put(type + " " + name + ".", null);
        return this;
    }

    @Override
    public Records lookUp(Name name, int type) throws IOException {
        String question = Type.string(type) + " " + name;
        questions.add(question);
        List<Record> found = records.getOrDefault(question, List.of());
        if (found == null) {
            throw new SocketTimeoutException("nobody answers");
        }
        return new Records(found, found.stream().mapToLong(Record::getTTL).min().orElse(40));
    }
}
