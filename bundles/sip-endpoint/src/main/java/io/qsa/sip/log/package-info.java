/** What keeps the log short when a peer goes wrong again and again. */
package io.qsa.sip.log;
