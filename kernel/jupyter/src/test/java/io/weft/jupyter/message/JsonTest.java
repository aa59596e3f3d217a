package io.weft.jupyter.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "1", "\"{}\"", "{a:1}", "{'a':1}", "{\"a\":NaN}", "{\"a\":1,}",
            "{\"a\":01}", "{} {}", "{}x", "{\"a\":tru}", "{", "{\"a\":\"\u0001\"}", "// c\n{}"})
    void onlyOneStrictObjectIsParsed(String text) {
        assertThrows(JsonParseException.class, () -> Json.parseObject(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bytesMustBeUtf8() {
        byte[] latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(JsonParseException.class, () -> Json.parseObject(latin1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void aDepthBombIsRefused(String opening) {
        byte[] bomb = ("{\"a\":" + opening.repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
        assertThrows(JsonParseException.class, () -> Json.parseObject(bomb));
    }

    @Test
    void whatCameInGoesOutUnchanged() {
        String text = "{\"a\":null,\"n\":9007199254740993,\"d\":1.50,\"s\":\"<b>&'é😀\",\"o\":{\"x\":[1,null]}}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(text, new String(Json.bytes(Json.parseObject(bytes)), StandardCharsets.UTF_8));
    }

    @Test
    void aNumberThatIsNotFiniteIsRefused() {
        JsonObject json = new JsonObject();
        json.addProperty("x", Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> Json.bytes(json));
    }
}
