package io.qsa.rls.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.timer.Timers;
import io.qsa.base.uri.UriIdentity;
import io.qsa.rls.ListEntry;
import io.qsa.rls.ResourceList;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipResponse;
import io.qsa.sip.TypedBody;
import io.qsa.sip.notifier.Content;
import io.qsa.sip.notifier.EventRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.ServedSubscription;
import io.qsa.sip.notifier.WatcherShares.Weight;

/**
 * The subscription of one SIP watcher to a list: the members, and the changes that were not sent yet. Guarded by its monitor.
 *
 * <p>The first NOTIFY waits until the members are known, so that it names them all (RFC 4662 section 5), and then for their
 * status, but no longer than {@link #PATIENCE}.
 */
final class WatchedList extends ServedSubscription {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedList.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ListServer server;
    private final String uri;
    private final String eventPackage;
    /** What it was at the start: its dialog and the members of the list. */
    private final Weight weight;

    private final ListText text;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<Member> untold = new LinkedHashSet<>();

    private int everMembers;
    private int unheard;
    /** Whether the first NOTIFY need not wait any longer. */
    private boolean ready;
    /** Whether the next NOTIFY has all members. */
    private boolean full = true;

    private boolean over;

    /** @param event the Event header of its NOTIFYs */
    WatchedList(ListServer server, SipDialog dialog, ResourceList list, String eventPackage, String event) {
        super(dialog, event);
        this.server = server;
        this.uri = list.uri();
        this.eventPackage = eventPackage;
        this.weight =
                new Weight(dialog.size() + list.characters(), list.entries().size());
        this.text = new ListText(uri);
    }

    @Override
    protected SipEndpoint endpoint() {
        return server.endpoint();
    }

    @Override
    protected Timers timers() {
        return server.timers();
    }

    String uri() {
        return uri;
    }

    /** What it was at the start: its dialog and the members of the list. */
    Weight weight() {
        return weight;
    }

    String boundary() {
        return text.boundary();
    }

    /** The URI of the watcher. */
    String watcher() {
        return remoteUri();
    }

    synchronized int size() {
        return members.size();
    }

    /** How many NOTIFYs with a body were made. */
    synchronized long told() {
        return text.version();
    }

    /** Accepts the SUBSCRIBE that made the dialog. */
    synchronized void open(IncomingRequest incoming, Duration granted) {
        answer(incoming, granted);
    }

    /** A SUBSCRIBE inside the dialog: a refresh, or the end. A refused one leaves no trace. */
    synchronized void onSubscribe(IncomingRequest incoming, EventRequest asked) throws Refusal {
        if (!UriIdentity.haveOneKey(asked.request().from().uri(), watcher())) {
            throw Refusal.of(asked.request(), 481);
        }
        requireInOrder(asked);
        Duration granted = server.granted(asked);
        receive(asked.request());
        answer(incoming, granted);
    }

    private void answer(IncomingRequest incoming, Duration granted) {
        full = true;
        SipResponse answer = SipResponse.to(incoming.request(), 200).with("Require", ListServer.OPTION);
        accept(incoming, answer, granted);
    }

    /** Subscribes to the members that are new in {@code entries}, and unsubscribes from those that are missing. */
    synchronized void follow(List<ListEntry> entries) {
        if (over) {
            return;
        }
        Set<String> before = Set.copyOf(members.keySet());
        Set<String> now = entries.stream().map(ListEntry::uri).collect(Collectors.toSet());
        if (now.equals(before) && ready) {
            return;
        }
        full = true;
        before.stream().filter(uri -> !now.contains(uri)).forEach(uri -> leave(members.remove(uri)));
        entries.stream().filter(entry -> !before.contains(entry.uri())).forEach(this::join);
        if (ready) {
            server.pace().onChange(this);
        } else {
            server.timers().schedule(PATIENCE.toMillis(), this::onPatienceOver);
            readyIfHeard();
        }
    }

    /** Subscribes to a member. If that fails, the member stays unknown, and the others are served. */
    private void join(ListEntry entry) {
        Member member = new Member(this, entry, String.valueOf(everMembers++));
        members.put(entry.uri(), member);
        unheard++;
        try {
            member.subscribe(server.qsa(), eventPackage, watcher());
        } catch (RuntimeException e) {
            unheard -= member.hear() ? 0 : 1;
            LOG.error("Member {} of {} is not subscribed to for {}", entry, uri, watcher(), e);
        }
    }

    private void leave(Member member) {
        untold.remove(member);
        unheard -= member.hear() ? 0 : 1;
        member.close();
    }

    /** The status of a member has changed. */
    synchronized void onMember(Member member) {
        unheard -= member.hear() ? 0 : 1;
        untold.add(member);
        if (ready) {
            server.pace().onChange(this);
        } else {
            readyIfHeard();
        }
    }

    private void readyIfHeard() {
        if (unheard == 0) {
            getReady();
        }
    }

    private synchronized void onPatienceOver() {
        getReady();
    }

    private void getReady() {
        if (!ready) {
            ready = true;
            onStatus();
        }
    }

    /** Called when it is the turn of this list: sends the changes that the watcher does not have yet. */
    synchronized void tell() {
        if (full || !untold.isEmpty()) {
            onStatus();
        }
    }

    /** The list does not exist any more. */
    synchronized void onGone() {
        tellGone();
    }

    /** The server stops. */
    synchronized void onStop() {
        tellStop();
    }

    @Override
    protected Content status() {
        Collection<Member> told = full ? members.values() : untold;
        byte[] body = text.next(full, told.stream().map(Member::text).toList());
        untold.clear();
        full = false;
        return Content.untagged(TypedBody.of(text.contentType(), body), "Require", ListServer.OPTION);
    }

    /** Each NOTIFY of a list tells the list, the last one too (RFC 4662 section 4.5). */
    @Override
    protected Optional<Content> withoutStatus() {
        return Optional.of(status());
    }

    @Override
    protected void onNotTaken() {
        full = true;
    }

    /** No interval of its own, because {@link NotifyPace} delays changes. */
    @Override
    protected Duration interval() {
        return Duration.ZERO;
    }

    /** Of no effect: authorisation is a matter of each member, and the list itself is never pending. */
    @Override
    protected Duration patience() {
        return Duration.ofDays(1);
    }

    @Override
    protected boolean ignoresUnanswered() {
        return server.settings().ignores408OnNotify();
    }

    @Override
    protected void onOver(String reason) {
        over = true;
        List<Member> all = List.copyOf(members.values());
        server.later(() -> all.forEach(Member::close));
        server.remove(this);
    }
}
