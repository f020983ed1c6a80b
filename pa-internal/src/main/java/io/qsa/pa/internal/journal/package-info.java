/** Writes changes to the store, and restores records after a restart. Independent of SIP and presence. */
package io.qsa.pa.internal.journal;
