/** Presence rules (RFC 5025 in the form of RFC 4745): the decision, the documents, and the directory that holds them. */
package io.qsa.pa.internal.rules;
