package io.qsa.sip.jain;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import io.qsa.sip.Transport;
import io.qsa.sip.jain.internal.RiSockets;

/** The transport on the JAIN-SIP RI, which opens the listening points and closes them. Safe for any thread. */
@Component(property = Transport.NAME + "=jain")
public final class JainTransport implements Transport {
    private final Set<RiSockets> open = ConcurrentHashMap.newKeySet();

    @Override
    public Sockets sockets(IntSupplier workers) {
        RiSockets sockets = new RiSockets(workers, open::remove);
        open.add(sockets);
        return sockets;
    }

    /**
     * Closes what its users have not closed yet: they are notified of the unregistration, but after this no class of
     * the bundle can be loaded any more.
     */
    @Deactivate
    void deactivate() {
        open.forEach(RiSockets::close);
    }
}
