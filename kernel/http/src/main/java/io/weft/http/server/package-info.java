/// Serving from tasks: HTTP, WebSocket, TCP and UDP.
package io.weft.http.server;
