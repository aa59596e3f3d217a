package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// An answer to one request. Each has a `status`, which is `ok` unless the record says otherwise.
public sealed interface Reply extends MessageContent permits ExecuteReply, InspectReply, CompleteReply, IsCompleteReply,
        HistoryReply, KernelInfoReply, ConnectReply, UsageReply, CommInfoReply, ShutdownReply, InterruptReply,
        CreateSubshellReply, DeleteSubshellReply, ListSubshellReply, DebugReply, ErrorReply {

    @Override
    default JsonObject toJson() {
        JsonObject json = Json.ofRecord(this);
        json.addProperty("status", "ok");
        return json;
    }
}
