package io.qsa.presence.xml;

/** Says what is wrong with an XML document; the message is fit for a log. */
public final class XmlException extends Exception {
    private static final long serialVersionUID = 1;

    public XmlException(String message) {
        super(message);
    }

    public XmlException(String message, Throwable cause) {
        super(message, cause);
    }
}
