/** presence_b2b as a component and as a notifier: its configuration, its services. */
package io.qsa.presence.b2b;
