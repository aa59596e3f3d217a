package io.weft.jupyter.message;

import com.google.gson.annotations.SerializedName;

/// Text that was printed.
public record Stream(Name name, String text) implements Publication {

    /// The two streams of a process.
    public enum Name {
        @SerializedName("stdout")
        STDOUT, @SerializedName("stderr")
        STDERR
    }

    @Override
    public String msgType() {
        return "stream";
    }

    @Override
    public String topic(String session) {
        return switch (name) {
            case STDOUT -> "stream.stdout";
            case STDERR -> "stream.stderr";
        };
    }
}
