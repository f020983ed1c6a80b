package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.dns.Location.Server;
import io.qsa.sip.endpoint.internal.dns.Location.Service;

/**
 * One look-up by RFC 3263 section 4: NAPTR for the services, SRV for their servers, A and AAAA for the addresses, as
 * far as the URI itself does not specify them. Confined to the thread of the look-up.
 */
final class Locator {
    private static final Logger LOG = LoggerFactory.getLogger(Locator.class);

    private static final Map<String, String> NAPTR_SERVICES =
            Map.of("SIP+D2U", "udp", "SIP+D2T", "tcp", "SIPS+D2T", "tls");
    private static final Map<String, String> SRV_PREFIXES =
            Map.of("udp", "_sip._udp", "tcp", "_sip._tcp", "tls", "_sips._tcp");

    private static final int MAX_SERVERS = 10;
    private static final int MAX_ADDRESSES = 8;
    /** How long names of this machine are valid, which have no TTL. */
    private static final long SYSTEM_SECONDS = 30;

    private final RecordSource records;
    private final SystemNames system;
    private final Reach reach;
    /** How long everything that was found is valid. */
    private long seconds = Long.MAX_VALUE;

    Locator(RecordSource records, SystemNames system, Reach reach) {
        this.records = records;
        this.system = system;
        this.reach = reach;
    }

    /** @throws IOException if the name servers do not answer */
    Location locate(SipUri hop) throws IOException {
        if (hop.transport().isPresent() && !reach.speaks(hop.transport().get())) {
            return Location.nowhere(0);
        }
        Optional<List<InetAddress>> known = system.lookUp(hop.targetHost());
        if (known.isPresent()) {
            return new Location(List.of(plain(hop, known.get())), SYSTEM_SECONDS);
        }
        Name domain = Name.fromString(hop.targetHost(), Name.root);
        List<Service> services = hop.port().isPresent() ? List.of() : services(hop, domain);
        if (services.isEmpty()) {
            services = List.of(plain(hop, addresses(domain)));
        }
        return new Location(services, seconds);
    }

    private Service plain(SipUri hop, List<InetAddress> addresses) {
        String transport = Transports.of(hop, reach);
        return new Service(transport, List.of(new Server(0, 0, Transports.port(hop, transport), addresses)));
    }

    private List<Service> services(SipUri hop, Name domain) throws IOException {
        List<Service> services = new ArrayList<>();
        if (hop.parameter("transport").isEmpty()) {
            for (NAPTRRecord naptr : naptrs(domain, hop.isSecure())) {
                servers(naptr.getReplacement(), transportOf(naptr)).ifPresent(services::add);
            }
        }
        if (services.isEmpty()) {
            for (String transport : candidates(hop)) {
                Name name = Name.concatenate(Name.fromString(SRV_PREFIXES.get(transport)), domain);
                servers(name, transport).ifPresent(services::add);
            }
        }
        return services;
    }

    private List<String> candidates(SipUri hop) {
        return hop.transport().map(List::of).orElseGet(() -> List.of("udp", "tcp").stream()
                .filter(reach::speaks)
                .toList());
    }

    /** The records of the best order that name a service which can be used from here. */
    private List<NAPTRRecord> naptrs(Name domain, boolean secure) {
        List<NAPTRRecord> usable = new ArrayList<>();
        try {
            for (NAPTRRecord naptr : all(domain, Type.NAPTR, NAPTRRecord.class)) {
                String transport = transportOf(naptr);
                if (naptr.getFlags().equalsIgnoreCase("s")
                        && reach.speaks(transport)
                        && (!secure || transport.equals("tls"))) {
                    usable.add(naptr);
                }
            }
        } catch (IOException e) {
            // Some servers do not answer questions for this type; then SRV decides.
            LOG.debug("No NAPTR of {}", domain, e);
        }
        int best = usable.stream().mapToInt(NAPTRRecord::getOrder).min().orElse(0);
        return usable.stream()
                .filter(naptr -> naptr.getOrder() == best)
                .sorted(Comparator.comparingInt(NAPTRRecord::getPreference))
                .limit(SRV_PREFIXES.size())
                .toList();
    }

    private static String transportOf(NAPTRRecord naptr) {
        return NAPTR_SERVICES.getOrDefault(naptr.getService().toUpperCase(Locale.ROOT), "");
    }

    /** The servers of one service; a service without servers if it is explicitly not offered; empty without SRV records. */
    private Optional<Service> servers(Name name, String transport) throws IOException {
        List<SRVRecord> found = all(name, Type.SRV, SRVRecord.class);
        List<Server> servers = new ArrayList<>();
        for (SRVRecord srv : found.stream()
                .filter(srv -> !srv.getTarget().equals(Name.root))
                .sorted(Comparator.comparingInt(SRVRecord::getPriority))
                .limit(MAX_SERVERS)
                .toList()) {
            servers.add(new Server(srv.getPriority(), srv.getWeight(), srv.getPort(), addresses(srv.getTarget())));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Service(transport, servers));
    }

    private List<InetAddress> addresses(Name host) throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        if (reach.reaches(Inet4Address.class)) {
            all(host, Type.A, ARecord.class).forEach(a -> addresses.add(a.getAddress()));
        }
        if (reach.reaches(Inet6Address.class)) {
            all(host, Type.AAAA, AAAARecord.class).forEach(aaaa -> addresses.add(aaaa.getAddress()));
        }
        return addresses.size() > MAX_ADDRESSES ? addresses.subList(0, MAX_ADDRESSES) : addresses;
    }

    private <R extends Record> List<R> all(Name name, int type, Class<R> kind) throws IOException {
        RecordSource.Records found = records.lookUp(name, type);
        seconds = Math.min(seconds, found.seconds());
        return found.as(kind);
    }
}
