package io.weft.jupyter.session;

import java.util.List;

/// What every cell finds without an import: the front door, and the types that a cell has to name. None of these has the simple
/// name of a type of java.base, so code pasted from elsewhere means what it meant there.
public final class Imports {

    private static final List<String> FRONT_DOOR = List.of("io.weft.Weft", "io.weft.Tasks", "io.weft.Primitives",
            "io.weft.ProgressBars", "io.weft.Processes", "io.weft.Programs", "io.weft.Threads", "io.weft.Views",
            "io.weft.http.Serving",
            "io.weft.http.Web",
            "io.weft.jupyter.comm.CommDoor", "io.weft.jupyter.display.Displays",
            "io.weft.jupyter.live.LiveDoor", "io.weft.jupyter.widget.Widgets",
            "io.weft.jupyter.session.Questions", "io.weft.jupyter.session.Recall",
            "io.weft.jupyter.session.TemporaryFolders",
            "io.weft.jupyter.display.JJavaStatics");

    private static final List<String> TYPES = List.of("io.weft.actor.Actor", "io.weft.actor.Reply",
            "io.weft.actor.Supervisor", "io.weft.exec.ThreadOptions", "io.weft.exec.ThreadWorkers",
            "io.weft.exec.Workers", "io.weft.exec.WorkersClosed", "io.weft.exec.WorkersFull",
            "io.weft.jupyter.display.Chart", "io.weft.jupyter.display.Display",
            "io.weft.jupyter.display.Picture", "io.weft.jupyter.display.Table", "io.weft.flow.Coroutine",
            "io.weft.flow.Generator", "io.weft.flow.Ticker",
            "io.weft.http.client.BadAnswer", "io.weft.http.client.BadStatus", "io.weft.http.client.BodyTooLarge",
            "io.weft.http.client.ConnectionLost", "io.weft.http.client.FetchError", "io.weft.http.client.FetchRequest",
            "io.weft.http.client.FetchTimedOut", "io.weft.http.client.HostNotFound",
            "io.weft.http.client.NotConnected", "io.weft.http.client.Response", "io.weft.http.client.Session",
            "io.weft.http.client.SessionClosed", "io.weft.http.client.SessionOptions",
            "io.weft.http.client.StreamedResponse", "io.weft.http.client.TlsFailed",
            "io.weft.http.server.Answer", "io.weft.http.server.BodyStream", "io.weft.http.server.EventStream",
            "io.weft.http.server.FormPart", "io.weft.http.server.HttpError", "io.weft.http.server.Request",
            "io.weft.http.server.ServerOptions",
            "io.weft.http.server.WebApp", "io.weft.http.server.WebSocketClosed",
            "io.weft.http.server.WebSocketMessage", "io.weft.http.server.WebSocketSession",
            "io.weft.http.socket.Datagram", "io.weft.http.socket.TcpConnection", "io.weft.http.socket.TcpServer",
            "io.weft.http.socket.UdpSocket",
            "io.weft.group.Group", "io.weft.group.Job", "io.weft.group.Pool", "io.weft.jupyter.comm.CommMessage",
            "io.weft.jupyter.comm.OpenComm", "io.weft.jupyter.live.Live", "io.weft.jupyter.widget.Button",
            "io.weft.jupyter.widget.ValueWidget", "io.weft.jupyter.widget.Widget", "io.weft.loop.Action",
            "io.weft.loop.Cancelled",
            "io.weft.loop.Counted", "io.weft.loop.Limit", "io.weft.loop.Loop", "io.weft.loop.LoopClock",
            "io.weft.loop.Outcome",
            "io.weft.loop.Schedule",
            "io.weft.loop.Schedules", "io.weft.loop.Scope", "io.weft.loop.Selected", "io.weft.loop.Stopwatch",
            "io.weft.loop.Task", "io.weft.loop.TaskFailed", "io.weft.loop.TaskLocal", "io.weft.loop.TaskStatus",
            "io.weft.loop.TimedOut", "io.weft.loop.VirtualClock", "io.weft.loop.Waited", "io.weft.process.NotShippable",
            "io.weft.process.Parallel", "io.weft.process.ProcessOptions", "io.weft.process.ProcessWorkers",
            "io.weft.process.TaskProcess",
            "io.weft.process.WorkerDied", "io.weft.process.WorkerLocal", "io.weft.shared.PipeEnd",
            "io.weft.shared.ProcessPipe",
            "io.weft.shared.ProcessQueue", "io.weft.shared.SharedArray",
            "io.weft.shared.SharedBytes", "io.weft.shared.SharedCounter",
            "io.weft.shared.SharedDoubles", "io.weft.shared.SharedEvent", "io.weft.shared.SharedInts",
            "io.weft.shared.SharedList", "io.weft.shared.SharedLock", "io.weft.shared.SharedLongs",
            "io.weft.shared.SharedMap",
            "io.weft.shared.SharedSemaphore",
            "io.weft.shared.ShutDown", "io.weft.shell.Ended", "io.weft.shell.Program",
            "io.weft.shell.ProgramFailed",
            "io.weft.progress.Progress",
            "io.weft.sync.BarrierBroken",
            "io.weft.sync.Held", "io.weft.sync.QueueClosed", "io.weft.sync.QueueEmpty", "io.weft.sync.QueueFull",
            "io.weft.sync.Settable",
            "io.weft.sync.TaskBarrier", "io.weft.sync.TaskChannel", "io.weft.sync.TaskCondition",
            "io.weft.sync.TaskEvent", "io.weft.sync.TaskLatch", "io.weft.sync.TaskLock", "io.weft.sync.TaskQueue",
            "io.weft.sync.TaskSemaphore", "io.weft.trace.Bars", "io.weft.trace.Timeline",
            "io.weft.view.View");

    private Imports() {}

    /// Imported when a cell first names them.
    public static List<String> types() {
        return TYPES;
    }

    /// Declarations for every cell.
    public static List<String> frontDoor() {
        return FRONT_DOOR.stream().map(type -> "import static " + type + ".*;").toList();
    }
}
