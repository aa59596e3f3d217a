package io.weft.http.server;

import com.google.gson.JsonObject;

/// Something that a shown page has begun: a request or a socket. Called by the tunnel's thread.
interface Tunnelled {

    /// How many messages the page may have before it has said that they came.
    int WINDOW = 64;

    void said(JsonObject message);

    /// Without a word to the page.
    void end();
}
