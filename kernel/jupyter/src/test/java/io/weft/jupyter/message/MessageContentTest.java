package io.weft.jupyter.message;

import static io.weft.jupyter.message.Samples.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.jupyter.message.IsCompleteReply.Completeness;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class MessageContentTest {
    private static final JsonObject DATA = json("{\"text/plain\":\"2\",\"application/json\":{\"a\":null}}");
    private static final JsonObject NONE = new JsonObject();

    @Test
    void executeReplies() {
        check("execute_reply", "{'status':'ok','execution_count':3,'user_expressions':{},'payload':[]}",
                new ExecuteReply.Ok(3, NONE));
        check("execute_reply",
                "{'status':'error','execution_count':3,'ename':'E','evalue':'v','traceback':['a','b']}",
                new ExecuteReply.Failed(3, "E", "v", List.of("a", "b")));
        check("execute_reply", "{'status':'aborted','execution_count':3}", new ExecuteReply.Aborted(3));
    }

    @Test
    void answersAboutCode() {
        check("inspect_reply", "{'status':'ok','found':false,'data':{},'metadata':{}}", InspectReply.notFound());
        check("complete_reply",
                "{'status':'ok','matches':['a'],'cursor_start':1,'cursor_end':2,'metadata':{}}",
                new CompleteReply(List.of("a"), 1, 2, NONE));
        check("is_complete_reply", "{'status':'complete'}", new IsCompleteReply(Completeness.COMPLETE));
        check("is_complete_reply", "{'status':'incomplete','indent':'  '}",
                new IsCompleteReply(Completeness.INCOMPLETE, "  "));
        check("is_complete_reply", "{'status':'invalid'}", new IsCompleteReply(Completeness.INVALID, "  "));
        check("is_complete_reply", "{'status':'unknown'}", new IsCompleteReply(Completeness.UNKNOWN));
    }

    @Test
    void history() {
        List<HistoryEntry> entries = List.of(new HistoryEntry(1, 2, "x", "3"), new HistoryEntry(1, 3, "y", null));
        check("history_reply", "{'status':'ok','history':[[1,2,'x'],[1,3,'y']]}", new HistoryReply(entries, false));
        check("history_reply", "{'status':'ok','history':[[1,2,['x','3']],[1,3,['y',null]]]}",
                new HistoryReply(entries, true));
    }

    @Test
    void theKernelItself() {
        LanguageInfo java = new LanguageInfo("java", "25", "text/x-java", ".java", "java", "java", "script");
        check("kernel_info_reply", """
                {'status':'ok','protocol_version':'5.5','implementation':'w','implementation_version':'1',\
                'language_info':{'name':'java','version':'25','mimetype':'text/x-java','file_extension':'.java',\
                'pygments_lexer':'java','codemirror_mode':'java','nbconvert_exporter':'script'},'banner':'b',\
                'debugger':false,'supported_features':['kernel subshells'],\
                'help_links':[{'text':'t','url':'u'}]}""",
                new KernelInfoReply("w", "1", java, "b", List.of(new HelpLink("t", "u"))));
        check("comm_info_reply", "{'status':'ok','comms':{'c':{'target_name':'t'}}}",
                new CommInfoReply(Map.of("c", "t")));
        check("shutdown_reply", "{'status':'ok','restart':true}", new ShutdownReply(true));
        check("interrupt_reply", "{'status':'ok'}", new InterruptReply());
    }

    @Test
    void anErrorTakesTheReplyTypeOfItsRequest() {
        check("inspect_reply", "{'status':'error','ename':'E','evalue':'v','traceback':[]}",
                ErrorReply.to(Samples.message("inspect_request", "{}"), "E", "v", List.of()));
    }

    @Test
    void publications() {
        check("status", "{'execution_state':'starting'}", new Status(Status.ExecutionState.STARTING));
        check("status", "{'execution_state':'busy'}", new Status(Status.ExecutionState.BUSY));
        check("status", "{'execution_state':'idle'}", new Status(Status.ExecutionState.IDLE));
        check("execute_input", "{'code':'x','execution_count':1}", new ExecuteInput("x", 1));
        check("stream", "{'name':'stderr','text':'<é>'}", new Stream(Stream.Name.STDERR, "<é>"));
        check("execute_result",
                "{'execution_count':1,'data':{'text/plain':'2','application/json':{'a':null}},'metadata':{}}",
                new ExecuteResult(1, DATA, NONE));
        check("error", "{'ename':'E','evalue':'v','traceback':['t']}", new ErrorOutput("E", "v", List.of("t")));
        check("clear_output", "{'wait':true}", new ClearOutput(true));
        check("iopub_welcome", "{'subscription':''}", new IopubWelcome(""));
    }

    @Test
    void displays() {
        String bundle = "{'data':{'text/plain':'2','application/json':{'a':null}},'metadata':{},'transient':";
        check("display_data", bundle + "{}}", new DisplayData(DATA, NONE));
        check("display_data", bundle + "{'display_id':'d'}}", new DisplayData(DATA, NONE, "d"));
        check("update_display_data", bundle + "{'display_id':'d'}}", new UpdateDisplayData(DATA, NONE, "d"));
    }

    @Test
    void comms() {
        check("comm_open", "{'comm_id':'c','target_name':'t','data':{}}", new CommOpen("c", "t", NONE));
        check("comm_msg", "{'comm_id':'c','data':{'a':1}}", new CommMsg("c", json("{\"a\":1}")));
        check("comm_close", "{'comm_id':'c','data':{}}", new CommClose("c", NONE));
        check("input_request", "{'prompt':'p','password':false}", new InputRequest("p", false));
    }

    @Test
    void aNullComponentIsNamed() {
        Stream stream = new Stream(Stream.Name.STDOUT, null);
        String message = assertThrows(IllegalArgumentException.class, stream::toJson).getMessage();
        assertTrue(message.contains("'text'") && message.contains("stream"), message);
    }

    @Test
    void topicsAreThoseOfOtherKernels() {
        assertEquals("stream.stdout", new Stream(Stream.Name.STDOUT, "").topic("s"));
        assertEquals("stream.stderr", new Stream(Stream.Name.STDERR, "").topic("s"));
        assertEquals("kernel.s.status", new Status(Status.ExecutionState.IDLE).topic("s"));
        assertEquals("comm-c", new CommMsg("c", NONE).topic("s"));
        assertEquals("stream", new IopubWelcome("stream").topic("s"));
    }

    @Test
    void childrenRepeatTheHeaderOfTheirRequest() {
        Message request = Samples.message("execute_request", "{\"code\":\"\"}");
        Sender sender = new Sender("kernel-session", "me");
        Message reply = sender.reply(request, new InterruptReply());
        assertEquals(request.header().json(), reply.parentHeader());
        assertEquals(request.identities(), reply.identities());
        assertEquals("kernel-session", reply.header().session());
        assertEquals(request.identities(), sender.prompt(request, new InputRequest("", true)).identities());
        Message output = sender.publish(request, new Stream(Stream.Name.STDOUT, "x"));
        assertEquals(request.header().json(), output.parentHeader());
        assertEquals("stream.stdout", new String(output.identities().getFirst(), StandardCharsets.UTF_8));
        assertEquals(NONE, sender.publish(new Status(Status.ExecutionState.STARTING)).parentHeader());
        assertEquals(json("{\"a\":1}"), reply.withMetadata(json("{\"a\":1}")).metadata());
        assertEquals(1, reply.withBuffers(List.of(new byte[2])).buffers().size());
    }

    private static void check(String type, String json, MessageContent content) {
        assertEquals(type, content.msgType());
        assertEquals(json(json.replace('\'', '"')), content.toJson());
    }
}
