package io.qsa.sip.endpoint.internal.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.qsa.sip.endpoint.internal.transport.Target;

/**
 * The servers of one next hop: services, the preferred one first, each with its servers. Immutable.
 *
 * @param seconds how long this is valid
 */
record Location(List<Service> services, long seconds) {
    /** A bound on the targets of one request. */
    private static final int MAX_TARGETS = 20;

    Location {
        services = List.copyOf(services);
    }

    /** The servers for one transport. */
    record Service(String transport, List<Server> servers) {
        Service {
            servers = List.copyOf(servers);
        }
    }

    /** One server, with the rank that its SRV record gives it. */
    record Server(int priority, int weight, int port, List<InetAddress> addresses) {
        Server {
            addresses = List.copyOf(addresses);
        }
    }

    static Location nowhere(long seconds) {
        return new Location(List.of(), seconds);
    }

    /** The targets in the order in which to try them, which the weights make random within a priority. */
    List<Target> targets(Random random) {
        List<Target> targets = new ArrayList<>();
        for (Service service : services) {
            for (Server server : ServerOrder.draw(service.servers(), random)) {
                for (InetAddress address : server.addresses()) {
                    targets.add(new Target(service.transport(), new InetSocketAddress(address, server.port())));
                }
            }
        }
        return targets.size() > MAX_TARGETS ? targets.subList(0, MAX_TARGETS) : targets;
    }
}
