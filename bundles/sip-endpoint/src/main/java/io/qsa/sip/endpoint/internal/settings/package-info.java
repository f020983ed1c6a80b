/** The reading of configuration values, of whatever type they come. */
package io.qsa.sip.endpoint.internal.settings;
