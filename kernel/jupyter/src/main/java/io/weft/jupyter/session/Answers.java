package io.weft.jupyter.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.weft.jupyter.cell.Completeness;
import io.weft.jupyter.cell.Completion;
import io.weft.jupyter.cell.Inspection;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.magic.Magics;
import io.weft.jupyter.message.CodePoints;
import io.weft.jupyter.message.CompleteReply;
import io.weft.jupyter.message.CompleteRequest;
import io.weft.jupyter.message.HelpLink;
import io.weft.jupyter.message.InspectReply;
import io.weft.jupyter.message.InspectRequest;
import io.weft.jupyter.message.IsCompleteReply;
import io.weft.jupyter.message.KernelInfoReply;
import io.weft.jupyter.message.LanguageInfo;
import java.util.List;

/// Answers questions about the kernel and about code. They need no cell's end, so none waits for a running cell.
final class Answers {

    private static final String LINK = "https://docs.oracle.com/en/java/javase/25/docs/api/index.html";

    private final JavaSession java;
    private final Magics magics;
    private final String version;

    Answers(JavaSession java, Magics magics, String version) {
        this.java = java;
        this.magics = magics;
        this.version = version;
    }

    KernelInfoReply kernelInfo() {
        var language = new LanguageInfo("Java", System.getProperty("java.version"), "text/x-java-source", ".jshell",
                "java", "text/x-java", "script");
        return new KernelInfoReply("weft", version, language, "Weft " + version + " on Java " + Runtime.version(),
                List.of(new HelpLink("Java API", LINK)));
    }

    CompleteReply complete(CompleteRequest request) {
        var code = request.code();
        int cursor = CodePoints.toIndex(code, request.cursorPos());
        var found = magics.complete(code, cursor).orElseGet(() -> java.complete(magics.parseable(code), cursor));
        int start = CodePoints.toPosition(code, found.start());
        int end = CodePoints.toPosition(code, found.end());
        var types = new JsonArray();
        for (var match : found.matches()) {
            var type = new JsonObject();
            type.addProperty("text", match.text());
            type.addProperty("type", match.type());
            type.addProperty("signature", match.signature());
            type.addProperty("start", start);
            type.addProperty("end", end);
            types.add(type);
        }
        var metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        return new CompleteReply(found.matches().stream().map(Completion.Match::text).toList(), start, end, metadata);
    }

    InspectReply inspect(InspectRequest request) {
        var code = request.code();
        int cursor = CodePoints.toIndex(code, request.cursorPos());
        var answer = magics.inspect(code, cursor)
                .map(help -> new Inspection(help, "```text\n" + help + "\n```"))
                .or(() -> java.inspect(magics.parseable(code), cursor, request.detailLevel()));
        return answer.map(found -> {
            var data = new JsonObject();
            data.addProperty("text/plain", found.plain());
            data.addProperty("text/markdown", found.markdown());
            return new InspectReply(true, data, new JsonObject());
        }).orElseGet(InspectReply::notFound);
    }

    IsCompleteReply isComplete(String code) {
        return switch (java.completeness(magics.parseable(code))) {
            case Completeness.Complete() -> new IsCompleteReply(IsCompleteReply.Completeness.COMPLETE);
            case Completeness.Incomplete(var indent) -> new IsCompleteReply(IsCompleteReply.Completeness.INCOMPLETE,
                    indent);
            case Completeness.Invalid() -> new IsCompleteReply(IsCompleteReply.Completeness.INVALID);
        };
    }
}
