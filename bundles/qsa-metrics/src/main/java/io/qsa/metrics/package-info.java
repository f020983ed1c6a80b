/** The statistics of every bundle, shown in JMX. */
package io.qsa.metrics;
