/// The event loop and what runs on it: tasks, scopes, timeouts, clocks.
package io.weft.loop;
