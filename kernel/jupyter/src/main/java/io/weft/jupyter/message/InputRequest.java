package io.weft.jupyter.message;

/// Asks a client for a line; a password is not shown while it is typed.
public record InputRequest(String prompt, boolean password) implements MessageContent {

    @Override
    public String msgType() {
        return "input_request";
    }
}
