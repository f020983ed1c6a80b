/** The endpoint as a component: its configuration, its service, its command. The only package that uses OSGi services. */
package io.qsa.sip.endpoint;
