package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * DNS records for one look-up, with its deadline and its limit of questions. Confined to the thread of the look-up; blocks.
 */
final class DnsRecords implements RecordSource {
    private static final int MAX_QUESTIONS = 40;
    private static final int MAX_ALIASES = 8;
    private static final int MAX_RECORDS = 100;

    /** How long a name counts as unknown if the server gives no time (RFC 2308 section 5). */
    private static final long UNKNOWN_SECONDS = 30;

    private static final long LONGEST_UNKNOWN_SECONDS = 300;

    private final NameServers servers;
    private final long deadline;
    private int questions;

    /** @param deadline by {@link System#nanoTime} */
    DnsRecords(NameServers servers, long deadline) {
        this.servers = servers;
        this.deadline = deadline;
    }

    @Override
    public Records lookUp(Name name, int type) throws IOException {
        Name asked = name;
        Name owner = name;
        Message answer = ask(asked, type);
        long seconds = Long.MAX_VALUE;
        for (int steps = 0; steps <= MAX_ALIASES; steps++) {
            List<Record> found = in(answer, owner, type);
            if (!found.isEmpty()) {
                return new Records(found, Math.min(seconds, shortestLife(found)));
            }
            List<Record> alias = in(answer, owner, Type.CNAME);
            if (!alias.isEmpty()) {
                owner = ((CNAMERecord) alias.get(0)).getTarget();
                seconds = Math.min(seconds, alias.get(0).getTTL());
            } else if (owner.equals(asked)) {
                return new Records(List.of(), Math.min(seconds, secondsUnknown(answer)));
            } else {
                // The answer had the alias, but not the records of its target.
                asked = owner;
                answer = ask(asked, type);
            }
        }
        throw new ProtocolException("the aliases of " + name + " have no end");
    }

    private Message ask(Name name, int type) throws IOException {
        if (++questions > MAX_QUESTIONS) {
            throw new ProtocolException("too many questions");
        }
        return servers.ask(name, type, type == Type.NAPTR ? halfTime() : deadline);
    }

    /** Some servers drop queries of types that they do not support; NAPTR must not use up all of the time. */
    private long halfTime() {
        long now = System.nanoTime();
        return now + (deadline - now) / 2;
    }

    private static List<Record> in(Message answer, Name owner, int type) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type && record.getName().equals(owner))
                .limit(MAX_RECORDS)
                .toList();
    }

    private static long shortestLife(List<Record> records) {
        return records.stream().mapToLong(Record::getTTL).min().orElse(0);
    }

    private static long secondsUnknown(Message answer) {
        return answer.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .mapToLong(soa -> Math.min(Math.min(soa.getTTL(), soa.getMinimum()), LONGEST_UNKNOWN_SECONDS))
                .findFirst()
                .orElse(UNKNOWN_SECONDS);
    }
}
