"""What a front end receives: messages, and exchanges that gather all that came back for one request."""

import re
from dataclasses import dataclass, field

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def plain(text):
    return ANSI.sub("", text)


@dataclass
class Message:
    channel: str
    at: float
    raw: dict

    @property
    def type(self):
        return self.raw["header"]["msg_type"]

    @property
    def content(self):
        return self.raw["content"]

    @property
    def date(self):
        return self.raw["header"]["date"]

    @property
    def parent_id(self):
        return self.raw["parent_header"].get("msg_id")

    def __str__(self):
        content = repr(self.content)
        return f"{self.at:.3f} {self.channel} {self.type} of {(self.parent_id or '-')[-12:]}: {content[:300]}"


@dataclass
class Exchange:
    """A request and all that came back for it, in order of arrival."""

    header: dict
    sent_at: float
    reply: Message = None
    iopub: list = field(default_factory=list)
    input_requests: list = field(default_factory=list)
    extra_replies: list = field(default_factory=list)

    @property
    def id(self):
        return self.header["msg_id"]

    @property
    def states(self):
        return [m.content["execution_state"] for m in self.of("status")]

    @property
    def done(self):
        return self.reply is not None and "idle" in self.states

    @property
    def status(self):
        return self.reply.content.get("status", "(the reply has no status)")

    @property
    def seconds(self):
        return self.reply.at - self.sent_at

    def of(self, *types):
        return [m for m in self.iopub if m.type in types]

    def text(self, name="stdout"):
        return "".join(m.content["text"] for m in self.of("stream") if m.content["name"] == name)

    @property
    def stdout(self):
        return self.text("stdout")

    @property
    def stderr(self):
        return self.text("stderr")

    @property
    def result(self):
        results = self.of("execute_result")
        assert len(results) <= 1, f"one cell gives at most one execute_result: {[str(m) for m in results]}"
        return results[0].content["data"]["text/plain"] if results else None

    @property
    def error(self):
        """The cell's error: the one message on iopub, which the reply repeats."""
        errors = self.of("error")
        assert self.status == "error", f"an error was expected, the reply is {self.reply}; stdout {self.stdout!r}"
        assert len(errors) == 1, f"exactly one error message was expected: {[str(m) for m in errors]}"
        return errors[0].content

    @property
    def traceback(self):
        return plain("\n".join(self.error["traceback"]))

    def ok(self):
        told = "" if self.status == "ok" else plain("\n".join(self.reply.content.get("traceback", [])))
        assert self.status == "ok", f"the cell failed: {self.reply}\n{told}"
        assert not self.of("error"), "a reply of status ok comes with no error message"
        return self
