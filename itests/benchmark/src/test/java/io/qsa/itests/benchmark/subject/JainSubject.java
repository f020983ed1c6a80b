package io.qsa.itests.benchmark.subject;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.Address;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Request;

import gov.nist.core.CommonLogger;

/** A subscriber as JAIN-SIP wants it: the RI's transactions and automatic dialogs, and documents are ignored. */
public final class JainSubject implements SipListener {
    private static final String HOST = "127.0.0.1";
    private static final int KERNEL_BUFFER = 4 << 20;
    private static final int MAX_IN_FLIGHT = 100;

    private final SipFactory factory = SipFactory.getInstance();
    private final SipProvider provider;
    private final HeaderFactory headers;
    private final int port;
    private final String server;
    private final AtomicInteger notified = new AtomicInteger();
    private int asked;

    private JainSubject(int port, String server) throws Exception {
        this.port = port;
        this.server = server;
        factory.setPathName("gov.nist");
        headers = factory.createHeaderFactory();
        SipStack stack = factory.createSipStack(properties());
        ListeningPoint point = stack.createListeningPoint(HOST, port, "udp");
        provider = stack.createSipProvider(point);
        provider.addSipListener(this);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "benchmark");
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentServerLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "2");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", "" + KERNEL_BUFFER);
        properties.setProperty("gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE", "" + KERNEL_BUFFER);
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "4096");
        return properties;
    }

    /** @param arguments own port, and the port of the presence server */
    public static void main(String[] arguments) throws Exception {
        CommonLogger.legacyLogger = new SilentLogger();
        JainSubject subject = new JainSubject(Integer.parseInt(arguments[0]), arguments[1]);
        Orders.follow(subject::execute);
        System.exit(0);
    }

    private Object execute(String[] words) throws Exception {
        return subscribe(words[1], Integer.parseInt(words[2]));
    }

    /** Subscribes so many times and waits for as many first NOTIFYs; how long that took. */
    private long subscribe(String prefix, int count) throws Exception {
        long begin = System.nanoTime();
        int before = notified.get();
        for (int i = 0; i < count; i++) {
            while (i - (notified.get() - before) >= MAX_IN_FLIGHT) {
                LockSupport.parkNanos(50_000);
            }
            provider.getNewClientTransaction(subscribe("sip:%s%07d@example.test".formatted(prefix, i)))
                    .sendRequest();
        }
        while (notified.get() - before < count) {
            LockSupport.parkNanos(1_000_000);
        }
        return System.nanoTime() - begin;
    }

    private Request subscribe(String record) throws Exception {
        var addresses = factory.createAddressFactory();
        Address from = addresses.createAddress("<sip:watcher" + asked + "@example.test>");
        Request request = factory.createMessageFactory()
                .createRequest(
                        addresses.createURI(record),
                        Request.SUBSCRIBE,
                        provider.getNewCallId(),
                        headers.createCSeqHeader(1L, Request.SUBSCRIBE),
                        headers.createFromHeader(from, "j" + asked++),
                        headers.createToHeader(addresses.createAddress("<" + record + ">"), null),
                        List.of(headers.createViaHeader(HOST, port, "udp", null)),
                        headers.createMaxForwardsHeader(70));
        request.addHeader(
                headers.createContactHeader(addresses.createAddress("<sip:watcher@" + HOST + ":" + port + ">")));
        request.addHeader(headers.createRouteHeader(addresses.createAddress("<" + server + ";lr>")));
        request.addHeader(headers.createEventHeader("presence"));
        request.addHeader(headers.createExpiresHeader(3600));
        return request;
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            ServerTransaction transaction = event.getServerTransaction() == null
                    ? provider.getNewServerTransaction(event.getRequest())
                    : event.getServerTransaction();
            transaction.sendResponse(factory.createMessageFactory().createResponse(200, event.getRequest()));
            notified.incrementAndGet();
        } catch (SipException | javax.sip.InvalidArgumentException | java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        // The dialog has seen it.
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        throw new IllegalStateException("no answer");
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        throw new IllegalStateException("cannot send");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // Nothing is kept for it.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // Nothing is kept for it.
    }
}
