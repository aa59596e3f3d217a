package io.weft.jupyter.message;

/// The subshell takes no more requests.
public record DeleteSubshellReply() implements Reply {

    @Override
    public String msgType() {
        return "delete_subshell_reply";
    }
}
