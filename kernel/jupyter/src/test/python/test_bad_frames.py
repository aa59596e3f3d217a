"""Frames that are not messages change nothing, on every channel; the next good request is answered."""

import hashlib
import hmac
import json
import random
import socket
import uuid
from datetime import datetime, timezone

import psutil
import pytest
import zmq

DELIMITER = b"<IDS|MSG>"


class Raw:
    """A DEALER of our own on one of the kernel's sockets, and the means to sign anything."""

    def __init__(self, kernel, channel):
        info = kernel.manager.get_connection_info()
        key = info["key"]
        self.key = key if isinstance(key, bytes) else key.encode()
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.linger = 1000
        self.socket.connect(f"{info['transport']}://{info['ip']}:{info[channel + '_port']}")

    def header(self, msg_type="execute_request"):
        return {"msg_id": uuid.uuid4().hex, "session": uuid.uuid4().hex, "username": "raw", "version": "5.4",
                "date": datetime.now(timezone.utc).isoformat(), "msg_type": msg_type}

    def sign(self, *parts, key=None):
        mac = hmac.new(self.key if key is None else key, digestmod=hashlib.sha256)
        for part in parts:
            mac.update(part)
        return mac.hexdigest().encode()

    def message(self, header=None, content=None, signature=None):
        """A good message, but for what is given."""
        parts = [part if isinstance(part, bytes) else json.dumps(part).encode()
                 for part in (self.header() if header is None else header, {}, {},
                              {"code": 'println("smuggled");'} if content is None else content)]
        return [DELIMITER, self.sign(*parts) if signature is None else signature, *parts]


@pytest.fixture(params=["shell", "control", "stdin"])
def raw(kernel, request):
    raw = Raw(kernel, request.param)
    yield raw
    raw.socket.close()


def wrong_key(raw):
    good = raw.message()
    return [*good[:1], raw.sign(*good[2:], key=b"wrong"), *good[2:]]


def without(raw, name):
    header = raw.header()
    del header[name]
    return raw.message(header)


def cut(raw, length):
    return raw.message()[:length]


BAD = {
    "wrong key": wrong_key,
    "empty signature": lambda raw: raw.message(signature=b""),
    "signature of no hex": lambda raw: raw.message(signature=b"z" * 64),
    "signature too short": lambda raw: [DELIMITER, raw.message()[1][:-1], *raw.message()[2:]],
    "signature of another message": lambda raw: [DELIMITER, raw.message()[1], *raw.message(content={"code": "1"})[2:]],
    "one empty frame": lambda raw: [b""],
    "delimiter alone": lambda raw: cut(raw, 1),
    "no header": lambda raw: cut(raw, 2),
    "no content": lambda raw: cut(raw, 5),
    "no delimiter": lambda raw: raw.message()[1:],
    "delimiter last": lambda raw: [*raw.message()[1:], DELIMITER],
    "header is no JSON": lambda raw: raw.message(b"{not json"),
    "header is a list": lambda raw: raw.message(b"[]"),
    "header is null": lambda raw: raw.message(b"null"),
    "header is empty": lambda raw: raw.message({}),
    "header without type": lambda raw: without(raw, "msg_type"),
    "header without id": lambda raw: without(raw, "msg_id"),
    "type is a number": lambda raw: raw.message({**raw.header(), "msg_type": 5}),
    "type is an object": lambda raw: raw.message({**raw.header(), "msg_type": {}}),
    "content is a string": lambda raw: raw.message(content=b'"text"'),
    "content is no UTF-8": lambda raw: raw.message(content=b'{"code": "\xff\xfe\xc0"}'),
    "content is cut": lambda raw: raw.message(content=b'{"code": "1'),
    "content is nested deeply": lambda raw: raw.message(content=b'{"code":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "content is huge and no JSON": lambda raw: raw.message(content=b"[" * 5_000_000),
    "number too large": lambda raw: raw.message(content=b'{"code": "1", "silent": 1' + b"0" * 5000 + b"}"),
}


def check_unharmed(kernel, raw):
    assert kernel.process.poll() is None
    for channel in ("shell", "control"):
        assert kernel.ask("kernel_info_request", channel=channel, timeout=5).status == "ok"
    before = kernel.run("1").reply.content["execution_count"]
    cell = kernel.run('println("well");')
    assert cell.stdout == "well\n"
    assert cell.reply.content["execution_count"] == before + 1


@pytest.mark.parametrize("kind", BAD)
def test_bad_message_changes_nothing(kernel, raw, kind):
    before = kernel.run("1").reply.content["execution_count"]
    seen = len(kernel.log)
    raw.socket.send_multipart(BAD[kind](raw))
    check_unharmed(kernel, raw)
    assert not any("smuggled" in str(m.content) for m in kernel.log[seen:]), "its code did not run"
    after = kernel.run("1").reply.content["execution_count"]
    if kind not in ("content is nested deeply", "content is no UTF-8", "number too large"):
        assert after == before + 3, "and nothing was counted"


def test_stranger_with_the_key_is_served(kernel):
    raw = Raw(kernel, "shell")
    raw.socket.send_multipart(raw.message(raw.header("kernel_info_request"), {}))
    assert raw.socket.poll(5000), "no reply to a good message from a raw socket"
    frames = raw.socket.recv_multipart()
    at = frames.index(DELIMITER)
    assert frames[at + 1] == raw.sign(*frames[at + 2:at + 6]), "the reply is signed"
    assert json.loads(frames[at + 2])["msg_type"] == "kernel_info_reply"
    raw.socket.close()


def test_extra_identities_come_back_with_the_reply(kernel):
    raw = Raw(kernel, "shell")
    raw.socket.send_multipart([b"relay", b"\x00\xff", *raw.message(raw.header("kernel_info_request"), {})])
    assert raw.socket.poll(5000)
    assert raw.socket.recv_multipart()[:3] == [b"relay", b"\x00\xff", DELIMITER]
    raw.socket.close()


def test_buffers_are_not_part_of_the_signature(kernel):
    raw = Raw(kernel, "shell")
    raw.socket.send_multipart([*raw.message(raw.header("kernel_info_request"), {}), b"buffer", b""])
    assert raw.socket.poll(5000)
    raw.socket.close()


def test_random_frames(kernel, raw):
    dice = random.Random(2025)
    good = raw.message(raw.header("kernel_info_request"), {})
    for _ in range(2000):
        frames = [bytearray(frame) for frame in good]
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(frames)) if frames else 0
            match dice.randrange(4):
                case 0:
                    frames[place:place + 1] = []
                case 1:
                    frames.insert(place, bytearray(dice.randbytes(dice.randrange(40))))
                case 2 if frames and frames[place]:
                    frames[place][dice.randrange(len(frames[place]))] ^= 1 << dice.randrange(8)
                case _:
                    dice.shuffle(frames)
        raw.socket.send_multipart([bytes(frame) for frame in frames] or [b""])
    check_unharmed(kernel, raw)


def test_ten_thousand_bad_frames(kernel, raw, noted):
    """Cut, replayed, wrongly signed and large ones, mixed; memory stays bounded."""
    dice = random.Random(10_000)
    before = psutil.Process(kernel.pid).memory_info().rss
    replayed = raw.message(raw.header("kernel_info_request"), {})
    large = b"{" + b"x" * 200_000
    for n in range(10_000):
        match dice.randrange(5):
            case 0:
                good = raw.message()
                frames = good[:dice.randrange(len(good) - 1)] or [b""]
            case 1:
                frames = wrong_key(raw)
            case 2:
                frames = raw.message(content=large[:dice.randrange(len(large))])
            case 3:
                frames = [bytes(dice.randbytes(dice.randrange(60))) for _ in range(dice.randrange(1, 9))]
            case _:
                frames = replayed if n % 50 == 0 else [*replayed[:1], b"0" * 64, *replayed[2:]]
        raw.socket.send_multipart(frames)
    check_unharmed(kernel, raw)
    grown = (psutil.Process(kernel.pid).memory_info().rss - before) >> 20
    noted(f"memory grew by {grown} MiB over 10,000 bad messages")
    assert grown < 400


def test_replayed_request_is_answered_again_and_harms_nothing(kernel):
    raw = Raw(kernel, "shell")
    message = raw.message(raw.header("kernel_info_request"), {})
    for _ in range(20):
        raw.socket.send_multipart(message)
    for _ in range(20):
        assert raw.socket.poll(5000), "a client that repeats itself is answered each time"
        raw.socket.recv_multipart()
    raw.socket.close()
    assert kernel.run("40 + 2").result == "42"


def test_frame_that_claims_to_be_huge_reserves_no_memory(kernel):
    info = kernel.manager.get_connection_info()
    before = psutil.Process(kernel.pid).memory_info().rss
    greeting = b"\xff" + b"\0" * 8 + b"\x7f\x03\x00NULL" + b"\0" * 16 + b"\0" + b"\0" * 31
    for _ in range(20):
        with socket.create_connection((info["ip"], info["shell_port"])) as connection:
            body = b"\x05READY\x0bSocket-Type\0\0\0\x06DEALER"
            connection.sendall(greeting + b"\x04" + bytes([len(body)]) + body)
            connection.sendall(b"\x02" + (1 << 40).to_bytes(8, "big") + b"x" * 1000)
    assert kernel.run("40 + 2").result == "42"
    assert psutil.Process(kernel.pid).memory_info().rss - before < 200 << 20


def test_garbage_that_is_no_zmq(kernel):
    info = kernel.manager.get_connection_info()
    for channel in ("shell", "control", "stdin", "iopub", "hb"):
        with socket.create_connection((info["ip"], info[f"{channel}_port"])) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
    assert kernel.run("40 + 2").result == "42"


def test_subscribers_come_and_go(kernel):
    info = kernel.manager.get_connection_info()
    for _ in range(20):
        reader = zmq.Context.instance().socket(zmq.SUB)
        reader.linger = 0
        reader.connect(f"{info['transport']}://{info['ip']}:{info['iopub_port']}")
        reader.subscribe(b"")
        reader.close()
    cell = kernel.run('println("on");')
    assert cell.stdout == "on\n"
