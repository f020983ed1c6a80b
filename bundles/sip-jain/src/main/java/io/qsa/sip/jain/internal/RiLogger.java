package io.qsa.sip.jain.internal;

import java.util.Properties;

import gov.nist.core.CommonLogger;
import gov.nist.core.StackLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.LogText;

/**
 * Logs the messages of the RI at DEBUG: its errors are mostly errors of peers, and important failures reach the endpoint
 * anyway. The RI keeps its logger in a static field, so all transports share one. Safe for any thread.
 */
final class RiLogger implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger(RiLogger.class);
    private static final int MAX_MESSAGE = 1000;
    private static int users;

    private RiLogger() {}

    /** Must be called before any other class of the RI is used. */
    static synchronized void install() {
        if (users++ == 0) {
            CommonLogger.legacyLogger = new RiLogger();
        }
    }

    /** Call when no thread of the RI is left, so that the RI keeps no reference to this bundle. */
    static synchronized void uninstall() {
        if (--users == 0) {
            CommonLogger.legacyLogger = null;
        }
    }

    private static void log(String message, Throwable cause) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", LogText.of(message, MAX_MESSAGE), cause);
        }
    }

    /** No for the levels at which the RI writes down whole messages. */
    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= TRACE_WARN && LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public void logException(Throwable cause) {
        log("exception", cause);
    }

    @Override
    public void logDebug(String message) {
        log(message, null);
    }

    @Override
    public void logDebug(String message, Exception cause) {
        log(message, cause);
    }

    @Override
    public void logTrace(String message) {
        log(message, null);
    }

    @Override
    public void logFatalError(String message) {
        log(message, null);
    }

    @Override
    public void logError(String message) {
        log(message, null);
    }

    @Override
    public void logError(String message, Exception cause) {
        log(message, cause);
    }

    @Override
    public void logWarning(String message) {
        log(message, null);
    }

    @Override
    public void logInfo(String message) {
        log(message, null);
    }

    @Override
    public void logStackTrace() {
        // Stack traces of the RI are not logged.
    }

    @Override
    public void logStackTrace(int level) {
        // Stack traces of the RI are not logged.
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void disableLogging() {
        // SLF4J decides.
    }

    @Override
    public void enableLogging() {
        // SLF4J decides.
    }

    @Override
    public void setBuildTimeStamp(String timestamp) {
        // Not of interest.
    }

    @Override
    public void setStackProperties(Properties properties) {
        // There are none.
    }

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
