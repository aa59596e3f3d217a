package io.weft.jupyter.message;

/// The subshell is open; requests that name it in their header go there.
public record CreateSubshellReply(String subshellId) implements Reply {

    @Override
    public String msgType() {
        return "create_subshell_reply";
    }
}
