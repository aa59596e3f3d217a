package io.weft.jupyter.message;

import static io.weft.jupyter.message.Samples.json;
import static io.weft.jupyter.message.Samples.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class RequestTest {
    @Test
    void executeDefaults() {
        assertEquals(new ExecuteRequest("1+1", false, true, Map.of(), true, true),
                request("execute_request", "{\"code\":\"1+1\",\"unknown\":[],\"user_expressions\":null}"));
    }

    @Test
    void executeAsSent() {
        assertEquals(new ExecuteRequest("x", false, false, Map.of("a", "1"), false, false),
                request("execute_request", """
                        {"code":"x","silent":false,"store_history":false,"user_expressions":{"a":"1"},\
                        "allow_stdin":false,"stop_on_error":false}"""));
    }

    @Test
    void aSilentCellIsNeverStored() {
        assertEquals(new ExecuteRequest("x", true, false, Map.of(), true, true),
                request("execute_request", "{\"code\":\"x\",\"silent\":true,\"store_history\":true}"));
    }

    @Test
    void questionsAboutCode() {
        assertEquals(new InspectRequest("x", 1, 0), request("inspect_request", "{\"code\":\"x\",\"cursor_pos\":1}"));
        assertEquals(new InspectRequest("x", -1, 1),
                request("inspect_request", "{\"code\":\"x\",\"cursor_pos\":-1.0,\"detail_level\":1}"));
        assertEquals(new CompleteRequest("é", 1), request("complete_request", "{\"code\":\"é\",\"cursor_pos\":1}"));
        assertEquals(new IsCompleteRequest("x"), request("is_complete_request", "{\"code\":\"x\"}"));
    }

    @Test
    void history() {
        assertEquals(new HistoryRequest.Tail(true, false, 5),
                request("history_request", "{\"hist_access_type\":\"tail\",\"output\":true,\"raw\":false,\"n\":5}"));
        assertEquals(new HistoryRequest.Range(false, true, -1, 2, 7), request("history_request", """
                {"hist_access_type":"range","session":-1,"start":2,"stop":7}"""));
        assertEquals(new HistoryRequest.Range(false, true, 0, 0, HistoryRequest.NO_LIMIT),
                request("history_request", "{\"hist_access_type\":\"range\",\"stop\":null}"));
        assertEquals(new HistoryRequest.Search(false, true, "a*", HistoryRequest.NO_LIMIT, true), request(
                "history_request", "{\"hist_access_type\":\"search\",\"pattern\":\"a*\",\"unique\":true}"));
    }

    @Test
    void comms() {
        assertEquals(new CommOpen("c", "t", json("{\"a\":null}")),
                request("comm_open", "{\"comm_id\":\"c\",\"target_name\":\"t\",\"data\":{\"a\":null}}"));
        assertEquals(new CommMsg("c", json("{}")), request("comm_msg", "{\"comm_id\":\"c\"}"));
        assertEquals(new CommClose("c", json("{}")), request("comm_close", "{\"comm_id\":\"c\",\"data\":{}}"));
        assertEquals(new CommInfoRequest(""), request("comm_info_request", "{\"target_name\":null}"));
        assertEquals(new CommInfoRequest("t"), request("comm_info_request", "{\"target_name\":\"t\"}"));
    }

    @Test
    void theKernelItself() {
        assertEquals(new KernelInfoRequest(), request("kernel_info_request", "{}"));
        assertEquals(new ShutdownRequest(false), request("shutdown_request", "{}"));
        assertEquals(new ShutdownRequest(true), request("shutdown_request", "{\"restart\":true}"));
        assertEquals(new InterruptRequest(), request("interrupt_request", "{}"));
        var debug = "{\"seq\":1,\"command\":\"initialize\"}";
        assertEquals(new DebugRequest("initialize", 1, json(debug)), request("debug_request", debug));
        assertEquals(new ConnectRequest(), request("connect_request", "{}"));
        assertEquals(new UsageRequest(), request("usage_request", "{}"));
        assertEquals(new UnknownRequest("wishful_request"), request("wishful_request", "{}"));
    }

    @Test
    void subshells() {
        assertEquals(new CreateSubshellRequest(), request("create_subshell_request", "{}"));
        assertEquals(new ListSubshellRequest(), request("list_subshell_request", "{}"));
        assertEquals(new DeleteSubshellRequest("s"), request("delete_subshell_request", "{\"subshell_id\":\"s\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            execute_request     | {}                                               | code
            execute_request     | {"code":null}                                    | code
            execute_request     | {"code":1}                                       | code
            execute_request     | {"code":"","silent":"yes"}                       | silent
            execute_request     | {"code":"","user_expressions":[]}                | user_expressions
            execute_request     | {"code":"","user_expressions":{"a":1}}           | user_expressions.a
            inspect_request     | {"code":""}                                      | cursor_pos
            complete_request    | {"code":"","cursor_pos":"1"}                     | cursor_pos
            complete_request    | {"code":"","cursor_pos":1.5}                     | cursor_pos
            complete_request    | {"code":"","cursor_pos":4294967296}              | cursor_pos
            complete_request    | {"code":"","cursor_pos":1e999999999}             | cursor_pos
            is_complete_request | {"code":{}}                                      | code
            history_request     | {}                                               | hist_access_type
            history_request     | {"hist_access_type":"all"}                       | hist_access_type
            history_request     | {"hist_access_type":"tail","n":"5"}              | n
            comm_open           | {"comm_id":"c"}                                  | target_name
            comm_msg            | {"comm_id":"c","data":"x"}                       | data
            comm_close          | {}                                               | comm_id
            comm_info_request   | {"target_name":1}                                | target_name
            shutdown_request    | {"restart":1}                                    | restart
            """)
    void aWrongFieldIsNamedInOneSentence(String type, String content, String field) {
        String message = assertThrows(BadRequestException.class, () -> request(type, content)).getMessage();
        assertTrue(message.contains("'" + field + "'"), message);
        assertTrue(message.contains(type), message);
        assertTrue(message.indexOf('.', message.lastIndexOf('\'')) == message.length() - 1, message);
    }

    @Test
    void inputReply() {
        assertEquals(new InputReply("é"), InputReply.parse(Samples.message("input_reply", "{\"value\":\"é\"}")));
        assertThrows(BadRequestException.class, () -> InputReply.parse(Samples.message("input_reply", "{}")));
        assertThrows(BadRequestException.class, () -> InputReply.parse(Samples.message("x", "{\"value\":\"\"}")));
    }
}
