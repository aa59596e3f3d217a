/// The messages of the Jupyter protocol 5.5 as records: what a frontend asks ([Request]), what the kernel answers
/// ([Reply]) and what it publishes ([Publication]). Nothing here knows about sockets.
package io.weft.jupyter.message;
