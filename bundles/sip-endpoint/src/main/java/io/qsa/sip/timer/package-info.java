/** Timers, and the time that they go by. */
package io.qsa.sip.timer;
