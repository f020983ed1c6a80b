package io.qsa.pa.internal.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.PresentityInfo;
import io.qsa.presence.Note;

/** {@code pa:presentities}. Safe for any thread. */
@Component
public final class PresentitiesCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of(
                    "pa:presentities", "Lists who is published or watched at the presence agent")
            .printsTable();

    private final PresenceAgent agent;

    @Activate
    public PresentitiesCommand(@Reference PresenceAgent agent) {
        this.agent = agent;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("entity", "status", "note", "etags", "internalWatchers", "sipWatchers");
        List<PresentityInfo> presentities = agent.presentities();
        presentities.stream()
                .sorted(Comparator.comparing(presentity -> presentity.status().entity()))
                .forEach(presentity -> table.row(
                        presentity.status().entity(),
                        presentity.status().basic().name().toLowerCase(Locale.ROOT),
                        presentity.status().notes().stream().map(Note::text).collect(Collectors.joining(" / ")),
                        String.join(" ", presentity.entityTags()),
                        presentity.internalWatchers(),
                        presentity.sipWatchers()));
        call.print(table);
    }
}
