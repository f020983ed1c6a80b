package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EventObject;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.TransportNotSupportedException;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.MessageProcessor;

/**
 * The stack of the RI, of which only the message processors are used. It is set up by fields and not by properties, because
 * properties name classes that the RI would have to load.
 */
final class RiStack extends SipStackImpl {
    private static final int KERNEL_BUFFER = 4 << 20;

    private final ThreadFactory threads;
    private final IntSupplier workers;
    private Consumer<MessageProcessor> beforeStart;

    RiStack(NetworkLayer network, ThreadFactory threads, IntSupplier workers) {
        setStackName("io.qsa.sip");
        networkLayer = network;
        this.threads = threads;
        this.workers = workers;
        setReceiveUdpBufferSize(KERNEL_BUFFER);
        setSendUdpBufferSize(KERNEL_BUFFER);
        endEventScanner();
    }

    /** Opens a listening point; {@code created} is called with its processor before the processor starts to read. */
    ListeningPointImpl listen(InetAddress address, int port, String transport, Consumer<MessageProcessor> created)
            throws IOException {
        beforeStart = created;
        try {
            return (ListeningPointImpl) createListeningPoint(address.getHostAddress(), port, transport);
        } catch (InvalidArgumentException | TransportNotSupportedException e) {
            throw new IOException("cannot listen at " + transport + ":" + address.getHostAddress() + ":" + port, e);
        }
    }

    @Override
    protected MessageProcessor createMessageProcessor(InetAddress address, int port, String transport)
            throws IOException {
        MessageProcessor processor = transport.equals("udp")
                ? new UdpProcessor(address, this, port, threads, workers.getAsInt())
                : new StreamProcessor(address, this, port);
        addMessageProcessor(processor);
        beforeStart.accept(processor);
        return processor;
    }

    /** Ends a listening point and closes its socket. */
    void end(ListeningPointImpl point) {
        try {
            deleteListeningPoint(point);
        } catch (ObjectInUseException e) {
            throw new IllegalStateException("no provider uses it", e);
        }
    }

    /** Ends a thread of the RI that is not needed, does not react to a stop, and would keep the JVM alive. */
    private void endEventScanner() {
        EventScanner scanner = getEventScanner();
        scanner.forceStop();
        scanner.addEvent(new EventWrapper(new EventObject(this), null));
    }

    /** Ends everything at once; the RI's own way sleeps for a second and forgets threads. */
    @Override
    public void stopStack() {
        toExit = true;
        List<MessageProcessor> processors = new ArrayList<>(List.of(getMessageProcessors()));
        processors.forEach(this::removeMessageProcessor);
    }
}
