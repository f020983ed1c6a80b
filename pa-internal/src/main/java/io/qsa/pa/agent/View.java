package io.qsa.pa.agent;

import io.qsa.Document;

/**
 * What is seen of a presentity until it changes. Immutable.
 *
 * @param number another one for each document: what a watcher was told is known by it, since a reference to the document
 *     in each of many old objects would cost the collector more than it costs to tell them
 */
record View(Document document, long number) {}
