/// TCP and UDP from tasks, on the sockets of the JDK.
package io.weft.http.socket;
