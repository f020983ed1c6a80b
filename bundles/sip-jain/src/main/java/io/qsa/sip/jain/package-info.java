/** A SIP transport made with the JAIN-SIP RI. */
package io.qsa.sip.jain;
