package io.weft.jupyter.comm;

/// The front door to comms: what a cell calls without an import.
///
/// ```java
/// var line = comm("my.widget", Map.of("size", 3)).onMessage(said -> println(said.data()));
/// line.send(Map.of("size", 4));
/// ```
public final class CommDoor {

    private static volatile Comms comms;

    private CommDoor() {}

    /// The session's comms are opened through these from now on.
    public static void install(Comms sessionComms) {
        comms = sessionComms;
    }

    /// Opens a comm to the front end, for the current cell.
    ///
    /// @param target  by which the front end knows what to do with it
    /// @param data    what it is opened with: a map, a record or a JSON object
    /// @param buffers binary data behind the message
    /// @return the comm
    public static OpenComm comm(String target, Object data, byte[]... buffers) {
        return comms().open(target, data, buffers);
    }

    /// Lets the front end open comms, which belong to the current cell.
    ///
    /// @param target by which it names what it wants
    /// @param opened is given each comm that it opens, in a task; the first message of the comm holds what it was opened with
    public static void commTarget(String target, CommHandler<OpenComm> opened) {
        comms().register(target, (comm, first) -> {
            comm.received(first, _ -> {});
            comm.place().start("open comm " + target, () -> opened.handle(comm));
        });
    }

    private static Comms comms() {
        var current = comms;
        if (current == null) {
            throw new IllegalStateException("Comms need a notebook: open them in a cell.");
        }
        return current;
    }
}
