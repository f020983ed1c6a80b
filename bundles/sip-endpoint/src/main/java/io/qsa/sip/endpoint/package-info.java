/** The endpoint as a component: its configuration, its service, its command. The only place that knows OSGi services. */
package io.qsa.sip.endpoint;
