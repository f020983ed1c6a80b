package io.qsa.sip.endpoint;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.sip.endpoint.internal.core.Count;
import io.qsa.sip.endpoint.internal.core.Endpoint;

/** Shows the listening points of the endpoint and its counters. Safe for any thread. */
final class StatusCommand implements ShellCommand {
    private final EndpointRunner runner;

    StatusCommand(EndpointRunner runner) {
        this.runner = runner;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of("sip:status", "Shows the listening points and counters of SIP")
                .printsTable();
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("what", "value");
        runner.endpoint().ifPresent(endpoint -> addPoints(endpoint, table));
        runner.missing().forEach((address, reason) -> table.row("not listening", address + " (" + reason + ")"));
        runner.endpoint().ifPresent(endpoint -> addNumbers(endpoint, table));
        call.print(table);
    }

    private static void addPoints(Endpoint endpoint, Table table) {
        endpoint.listeningPoints().forEach(point -> table.row("listening", point.toString()));
    }

    private static void addNumbers(Endpoint endpoint, Table table) {
        endpoint.hopsInTrouble().forEach((hop, state) -> table.row("next hop", hop + " (" + state + ")"));
        endpoint.oddPeers().forEach((peer, sent) -> table.row("odd peer", peer + " (" + sent + ")"));
        table.row("connections", endpoint.connections());
        table.row("client transactions", endpoint.clientTransactions());
        table.row("server transactions", endpoint.serverTransactions());
        for (Count count : Count.values()) {
            table.row(count.label(), endpoint.counters().get(count));
        }
    }
}
