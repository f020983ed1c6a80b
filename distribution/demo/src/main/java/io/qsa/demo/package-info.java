/** Shows a provider swapped under a live subscription, and ends the platform. */
package io.qsa.demo;
