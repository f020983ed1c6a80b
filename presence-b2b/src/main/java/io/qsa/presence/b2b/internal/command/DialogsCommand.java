package io.qsa.presence.b2b.internal.command;

import java.util.Optional;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.presence.b2b.internal.machine.RefusedNotify;
import io.qsa.presence.b2b.internal.sip.LegInfo;
import io.qsa.presence.b2b.internal.sip.Legs;
import io.qsa.sip.SipDialog;

/** {@code b2b:dialogs}: every subscription of presence_b2b and the state of its dialog. Safe for any thread. */
public final class DialogsCommand implements ShellCommand {
    private final Legs legs;

    public DialogsCommand(Legs legs) {
        this.legs = legs;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of("b2b:dialogs", "Lists the subscriptions of presence_b2b and their SIP dialogs")
                .flag(
                        "--detail",
                        "Also show ids and numbers of the dialog, the last answer, and the last NOTIFY that was refused")
                .printsTable();
    }

    @Override
    public void execute(CommandCall call) {
        call.print(call.has("--detail") ? detailed() : brief());
    }

    private Table brief() {
        Table table = new Table("id", "record", "subscriber", "state", "since", "expires", "next", "at");
        for (LegInfo leg : legs.infos()) {
            table.row(
                    leg.id(),
                    leg.request().record(),
                    leg.request().subscriber(),
                    leg.state(),
                    leg.since(),
                    text(leg.expiresAt()),
                    leg.nextAction(),
                    text(leg.dueAt()));
        }
        return table;
    }

    private Table detailed() {
        Table table = new Table(
                "id",
                "package",
                "record",
                "subscriber",
                "state",
                "since",
                "expires",
                "next",
                "at",
                "last code",
                "failures",
                "call-id",
                "local tag",
                "remote tag",
                "cseq",
                "remote cseq",
                "target",
                "route",
                "refused",
                "refused why",
                "refused at");
        for (LegInfo leg : legs.infos()) {
            Optional<SipDialog> dialog = leg.dialog();
            table.row(
                    leg.id(),
                    leg.request().eventPackage(),
                    leg.request().record(),
                    leg.request().subscriber(),
                    leg.state(),
                    leg.since(),
                    text(leg.expiresAt()),
                    leg.nextAction(),
                    text(leg.dueAt()),
                    leg.lastCode() == 0 ? "" : leg.lastCode(),
                    leg.failures(),
                    text(dialog.map(SipDialog::callId)),
                    text(dialog.map(SipDialog::localTag)),
                    text(dialog.flatMap(SipDialog::remoteTag)),
                    dialog.<Object>map(SipDialog::localCseq).orElse(""),
                    dialog.map(SipDialog::remoteCseq)
                            .filter(cseq -> cseq >= 0)
                            .<Object>map(cseq -> cseq)
                            .orElse(""),
                    text(dialog.map(SipDialog::remoteTarget)),
                    dialog.map(d -> String.join(", ", d.routeSet())).orElse(""),
                    text(leg.refusal().map(RefusedNotify::code)),
                    text(leg.refusal().map(RefusedNotify::why)),
                    text(leg.refusedAt()));
        }
        return table;
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
