package io.weft.jupyter.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParseException;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    @Test
    void unknownFieldsAreKeptForChildrenOnly() {
        Header header = Header.parse(Samples.json(Samples.HEADER));
        assertEquals("m1", header.msgId());
        assertEquals("5.3", header.version());
        assertEquals(Samples.json(Samples.HEADER), header.json());
    }

    @Test
    void anIdAndATypeAreEnough() {
        Header header = Header.parse(Samples.json("{\"msg_id\":\"m\",\"msg_type\":\"t\",\"username\":null}"));
        assertEquals("", header.username());
        assertEquals("", header.session());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"msg_id\":\"m\"}", "{\"msg_type\":\"t\"}", "{\"msg_id\":1,\"msg_type\":\"t\"}",
            "{\"msg_id\":\"m\",\"msg_type\":\"t\",\"session\":{}}"})
    void otherHeadersAreRefused(String json) {
        assertThrows(JsonParseException.class, () -> Header.parse(Samples.json(json)));
    }

    @RepeatedTest(50)
    void aNewHeaderHasItsOwnIdAndADateThatPythonClientsParse() {
        Header header = Header.create("status", "s", "u");
        assertTrue(header.date().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z"), header.date());
        assertEquals(header, Header.parse(header.json()));
        assertNotEquals(header.msgId(), Header.create("status", "s", "u").msgId());
        assertEquals("5.5", header.version());
    }
}
