/** Lists from documents (RFC 4826) in a directory. */
package io.qsa.rls.internal.documents;
