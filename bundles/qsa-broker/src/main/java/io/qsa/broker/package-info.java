/** The broker as a component: its configuration, its service, its settings. */
package io.qsa.broker;
