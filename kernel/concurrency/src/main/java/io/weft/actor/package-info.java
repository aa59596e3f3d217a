/// Actors: objects with an inbox, of which each runs in a task of its own, and their supervision.
package io.weft.actor;
