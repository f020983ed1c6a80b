package io.qsa.pa.internal.command;

import java.time.Duration;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.Note;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/** {@code pa:publish}. Safe for any thread. */
@Component
public final class PublishCommand implements ShellCommand {
    private static final String EXPIRES = "--expires";
    private static final String NOTE = "--note";

    private final PresenceAgent agent;
    private final CommandSyntax syntax;

    @Activate
    public PublishCommand(@Reference PresenceAgent agent) {
        this.agent = agent;
        this.syntax = CommandSyntax.of("pa:publish", "Publishes a status and prints the entity tag of the publication")
                .option(EXPIRES, "S", "End it after this many seconds; default: default_expires of io.qsa.pa")
                .option(NOTE, "TEXT", "A note for people")
                .argument("ENTITY", "The URI of whose status it is", () -> PaProposals.entities(agent))
                .argument("STATUS", "open or closed", () -> List.of("open", "closed"));
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(CommandCall call) {
        String entity = call.argument("ENTITY");
        PresenceInfo info = PresenceInfo.of(entity).withTuple(Tuple.of("shell", statusOf(call.argument("STATUS"))));
        PresenceInfo noted =
                call.option(NOTE).map(text -> info.withNote(Note.of(text))).orElse(info);
        Duration expiry = call.option(EXPIRES)
                .map(PublishCommand::secondsOf)
                .orElse(agent.settings().expiries().ifNotAsked());
        call.print(agent.publish(entity, noted, expiry).entityTag());
    }

    private static BasicStatus statusOf(String text) {
        return switch (text) {
            case "open" -> BasicStatus.OPEN;
            case "closed" -> BasicStatus.CLOSED;
            default -> throw new IllegalArgumentException("STATUS is neither open nor closed: '" + text + "'");
        };
    }

    private static Duration secondsOf(String text) {
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(EXPIRES + " is no whole number above 0: '" + text + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
