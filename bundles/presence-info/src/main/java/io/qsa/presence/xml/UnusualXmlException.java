package io.qsa.presence.xml;

/** A document has something that {@link PlainXmlReader} leaves to the parser of the JDK: a rarity, or a fault. */
final class UnusualXmlException extends RuntimeException {
    static final UnusualXmlException INSTANCE = new UnusualXmlException();

    private static final long serialVersionUID = 1L;

    private UnusualXmlException() {
        super("left to the parser of the JDK", null, false, false);
    }
}
