package io.weft.jupyter.message;

/// The line that a client gave to an [InputRequest].
public record InputReply(String value) {

    /// Reads the reply.
    ///
    /// @throws BadRequestException if it is of another type or holds no line
    public static InputReply parse(Message message) {
        if (!message.msgType().equals("input_reply")) {
            throw new BadRequestException(
                    "The stdin channel got a '" + message.msgType() + "' message: send an input_reply there.");
        }
        return new InputReply(new Fields(message).string("value"));
    }
}
