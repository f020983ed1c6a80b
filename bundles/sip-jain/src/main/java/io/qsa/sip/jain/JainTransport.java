package io.qsa.sip.jain;

import java.util.function.IntSupplier;

import org.osgi.service.component.annotations.Component;

import io.qsa.sip.Transport;
import io.qsa.sip.jain.internal.RiSockets;

/** The transport on the JAIN-SIP RI, which opens the listening points and closes them. Safe for any thread. */
@Component(property = Transport.NAME + "=jain")
public final class JainTransport implements Transport {
    @Override
    public Sockets sockets(IntSupplier workers) {
        return new RiSockets(workers);
    }
}
