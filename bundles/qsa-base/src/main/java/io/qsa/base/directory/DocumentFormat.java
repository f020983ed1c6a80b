package io.qsa.base.directory;

/**
 * Which files of a directory are documents, and how they are read. Immutable.
 *
 * @param suffix of the names of the files, for example {@code .xml}
 * @param maxBytes the largest file that is read
 * @param <T> what a document becomes
 */
public record DocumentFormat<T>(String suffix, int maxBytes, DocumentParser<T> reader) {}
