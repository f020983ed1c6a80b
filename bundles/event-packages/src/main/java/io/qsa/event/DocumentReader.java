package io.qsa.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads the bodies of the NOTIFYs of one dialog, in the order of the notifier. Called by one thread at a time, with
 * locks held: must not block, and must not call back into QSA.
 */
@ConsumerType
@FunctionalInterface
public interface DocumentReader {
    /**
     * Reads one body, whose type is one of the accepted ones. It may keep the bytes, but not change them.
     *
     * @throws BadBodyException if it is not of that type: the NOTIFY is answered with 400, and the reader must not have
     *     changed
     */
    Reading read(String contentType, byte[] body) throws BadBodyException;
}
