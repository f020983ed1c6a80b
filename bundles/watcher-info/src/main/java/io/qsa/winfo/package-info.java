/** The event package presence.winfo; its documents are {@link io.qsa.presence.winfo.WatcherInfo}. */
package io.qsa.winfo;
