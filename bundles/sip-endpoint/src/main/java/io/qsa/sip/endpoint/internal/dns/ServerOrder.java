package io.qsa.sip.endpoint.internal.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import io.qsa.sip.endpoint.internal.dns.Location.Server;

/** The order in which to try servers with SRV records (RFC 2782): by priority, and random by weight within one. */
final class ServerOrder {
    private ServerOrder() {}

    static List<Server> draw(List<Server> servers, Random random) {
        if (servers.size() < 2) {
            return servers;
        }
        TreeMap<Integer, List<Server>> byPriority = new TreeMap<>();
        for (Server server : servers) {
            byPriority
                    .computeIfAbsent(server.priority(), priority -> new ArrayList<>())
                    .add(server);
        }
        List<Server> order = new ArrayList<>(servers.size());
        for (List<Server> equals : byPriority.values()) {
            // Servers without weight are first, so that only the random number 0 selects one, which is unlikely.
            Collections.shuffle(equals, random);
            equals.sort(Comparator.comparing((Server server) -> server.weight() > 0));
            while (!equals.isEmpty()) {
                order.add(drawOne(equals, random));
            }
        }
        return order;
    }

    private static Server drawOne(List<Server> equals, Random random) {
        int lot = random.nextInt(sumOfWeights(equals) + 1);
        int index = 0;
        for (int running = equals.get(0).weight();
                running < lot;
                running += equals.get(index).weight()) {
            index++;
        }
        return equals.remove(index);
    }

    private static int sumOfWeights(List<Server> equals) {
        return equals.stream().mapToInt(Server::weight).sum();
    }
}
