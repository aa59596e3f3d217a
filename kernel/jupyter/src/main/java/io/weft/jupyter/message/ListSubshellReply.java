package io.weft.jupyter.message;

import java.util.List;

/// The subshells that are open, by id, the oldest first.
public record ListSubshellReply(List<String> subshellId) implements Reply {

    @Override
    public String msgType() {
        return "list_subshell_reply";
    }
}
