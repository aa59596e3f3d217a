package io.weft.jupyter.message;

import java.util.List;

/// Why a cell failed, as its output. Unlike a reply it has no `status`.
public record ErrorOutput(String ename, String evalue, List<String> traceback) implements Publication {

    @Override
    public String msgType() {
        return "error";
    }
}
