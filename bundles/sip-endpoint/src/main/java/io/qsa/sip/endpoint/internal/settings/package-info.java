/** Reads configuration values of any type. */
package io.qsa.sip.endpoint.internal.settings;
