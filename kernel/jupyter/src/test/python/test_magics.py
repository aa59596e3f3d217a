"""Magics: where they stand, what they do, and libraries from repositories."""

import re
import shutil
import subprocess
import zipfile

import pytest

from exchange import plain
from web_server import WebServer


def execute(kernel, code, timeout=60):
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
               "stop_on_error": True}
    return kernel.ask("execute_request", content, timeout=timeout)


def printed(exchange, name="stdout"):
    return "".join(m.content["text"] for m in exchange.of("stream") if m.content["name"] == name)


def result(exchange):
    found = exchange.of("execute_result")
    return found[0].content["data"]["text/plain"] if found else None


def failure(exchange):
    assert exchange.reply.content["status"] == "error", exchange.reply.content
    return exchange.reply.content["evalue"]


@pytest.fixture
def ok(kernel):
    def run(code):
        exchange = execute(kernel, code)
        assert exchange.reply.content["status"] == "ok", exchange.reply.content
        return exchange
    return run


def test_lines_stand_among_java_and_in_methods(ok):
    assert result(ok("int m1 = 20;\n%who m1\nm1\n% 3")) == "2"
    assert printed(ok("void inMethod() {\n    %sh echo inside\n}\ninMethod();\ninMethod();")) == "inside\ninside\n"
    assert result(ok('String t = """\n%who\n""";\nt')) == "%who\n"
    assert result(ok("int code = %sh --no-raise exit 7\ncode")) == "7"


def test_an_unknown_magic_suggests_the_nearest(kernel):
    assert "Did you mean %timeit?" in failure(execute(kernel, "%timit f()"))
    assert "Did you mean %%writefile?" in failure(execute(kernel, "%%writefil x\n"))
    assert "It takes a whole cell" in failure(execute(kernel, "%writefile x"))


def test_time(ok, kernel):
    cell = ok("%%time\nlong sum = 0;\nfor (int i = 0; i < 10; i++) sum += i;\nsum")
    assert result(cell) == "45"
    assert re.match(r"wall .*, processor .*, garbage collection \d+ ms, allocated ", printed(cell))
    assert result(ok("%time sum + 1")) == "46"
    broken = execute(kernel, "%%time\nint[] none = {};\nfoo(")
    assert "line 3" in plain("\n".join(broken.reply.content["traceback"]))
    assert execute(kernel, "int zero = 0;\n%time 1 / zero").reply.content["ename"].endswith("ArithmeticException")


def test_timeit_gives_its_statistics(ok):
    cell = ok("io.weft.jupyter.magic.Timing timing = %timeit -n 1000 -r 3 Math.sqrt(timing_x)\n"
              .replace("timing_x", "2.5") + "timing.nanos().size() + \" \" + timing.loops()")
    assert result(cell) == "3 1000"
    assert "mean ± standard deviation of 3 rounds of 1,000 loops" in printed(cell)


def test_shell_output_errors_and_interrupt(ok, kernel):
    cell = execute(kernel, "%%sh\necho out; echo err >&2\nexit 3")
    assert (printed(cell), printed(cell, "stderr")) == ("out\n", "err\n")
    assert "exit code 3" in failure(cell)
    assert printed(ok("!echo hello world")) == "hello world\n"


def test_shell_refuses_what_the_locale_cannot_hand_over(new_kernel):
    kernel = new_kernel(env={"LC_ALL": "C"})
    assert "LC_ALL=C.UTF-8" in failure(execute(kernel, "%sh echo é"))
    assert printed(execute(kernel, "%sh echo e")) == "e\n"


def test_writefile_and_load(ok, kernel, tmp_path):
    file = tmp_path / "tools.jsh"
    ok(f"%%writefile {file}\nint loaded = 40;\nint plus(int n) {{ return loaded + n; }}")
    ok(f"%%writefile -a {file}\n%time loaded++")
    ok(f"%load {tmp_path}/tools")
    assert result(ok("plus(1)")) == "42"
    assert "there is no file" in failure(execute(kernel, "%load nowhere.jsh"))


def test_completion_and_help(kernel):
    def complete(code):
        return kernel.ask("complete_request", {"code": code, "cursor_pos": len(code)}).reply.content["matches"]
    assert "%maven" in complete("int a = 1;\n%mav")
    assert "%%writefile" in complete("%%wri")
    assert "-n" in complete("%history -")
    assert any(m.startswith("sqrt") for m in complete("%timeit -n 10 Math.sq"))
    found = kernel.ask("inspect_request", {"code": "%timeit f()", "cursor_pos": 4, "detail_level": 0}).reply.content
    assert "%timeit [-n LOOPS]" in found["data"]["text/plain"]


def test_a_time_limit_ends_a_cell(new_kernel):
    kernel = new_kernel(env={"WEFT_CELL_TIMEOUT": "4s", "WEFT_STARTUP_SCRIPT": "int fromStart = 7;",
                             "WEFT_LOAD_EXTENSIONS": "perhaps"})
    first = execute(kernel, "fromStart")
    assert result(first) == "7"
    assert "WEFT_LOAD_EXTENSIONS takes 0 or 1" in printed(first, "stderr")
    assert "after 4 s, its time limit" in failure(execute(kernel, "sleep(seconds(30))"))
    execute(kernel, "%timeout off")
    assert execute(kernel, "sleep(millis(400))").reply.content["status"] == "ok"


def test_reset_forgets_and_closes(new_kernel):
    kernel = new_kernel()
    execute(kernel, "class Open implements AutoCloseable { public void close() { println(\"closed\"); } }\n"
                    "var open = new Open();")
    assert "closed\n" in printed(execute(kernel, "%reset"))
    assert "cannot find symbol" in failure(execute(kernel, "open"))
    assert result(execute(kernel, "1 + 1")) == "2"


def repository(folder, *modules):
    """A Maven repository of jars with one text file each: (artifact, version, dependencies)."""
    for artifact, version, dependencies in modules:
        place = folder / "org" / "example" / artifact / version
        place.mkdir(parents=True)
        needs = "".join(f"<dependency><groupId>org.example</groupId><artifactId>{a}</artifactId><version>{v}</version>"
                        "</dependency>" for a, v in dependencies)
        (place / f"{artifact}-{version}.pom").write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>"
            f"<artifactId>{artifact}</artifactId><version>{version}</version><dependencies>{needs}</dependencies></project>")
        with zipfile.ZipFile(place / f"{artifact}-{version}.jar", "w") as jar:
            jar.writestr(f"{artifact}.txt", version)
    return folder


READ = 'new String(Thread.currentThread().getContextClassLoader().getResourceAsStream("%s.txt").readAllBytes())'


def test_maven_resolves_jointly_and_keeps_what_is_there(new_kernel, tmp_path):
    repository(tmp_path / "repo", ("base", "1", []), ("base", "2", []), ("left", "1", [("base", "1")]),
               ("right", "1", [("base", "2")]), ("later", "1", [("base", "2")]))
    home = tmp_path / "m2"
    kernel = new_kernel()
    execute(kernel, f"%mavenRepo mine {(tmp_path / 'repo').as_uri()}")
    execute(kernel, f'System.setProperty("maven.repo.local", "{home}");')
    both = execute(kernel, "%maven org.example:left:1 org.example:right:1\n" + READ % "base")
    assert both.reply.content["status"] == "ok", both.reply.content
    assert result(both) == "1"
    assert "org.example:base: 1 is taken, not 2 that org.example:right asks for" in printed(both)
    later = execute(kernel, "%%maven\n<dependency><groupId>org.example</groupId><artifactId>later</artifactId>"
                            "<version>1</version></dependency>")
    assert later.reply.content["status"] == "ok", later.reply.content
    assert "on the class path" in printed(later)
    assert result(execute(kernel, READ % "base")) == "1"
    assert "restart the kernel" in failure(execute(kernel, "%maven org.example:base:2"))
    assert "group:artifact:version" in failure(execute(kernel, "%maven nonsense"))
    offline = failure(execute(kernel, "%maven -o org.example:nothing:1"))
    assert "Offline" in offline and "org.example:nothing" in offline


@pytest.mark.skipif(not shutil.which("jdb"), reason="no jdb on the PATH")
def test_a_debugger_attaches_where_the_kernel_says(new_kernel):
    told = failure(execute(new_kernel(), "%debug-port"))
    option = re.search(r"--jvm-option=(\S+)", told)[1]
    kernel = new_kernel(env={"JDK_JAVA_OPTIONS": option})
    port = result(execute(kernel, "int port = %debug-port\nport"))
    jdb = subprocess.run(["jdb", "-attach", f"localhost:{port}"], input="threads\nquit\n", capture_output=True, text=True,
                         timeout=60)
    assert "weft cells" in jdb.stdout, jdb
    assert result(execute(kernel, "40 + 2")) == "42"


def test_a_jar_brings_its_own_version_of_a_library_of_the_kernel(new_kernel, tmp_path):
    """An added com.google.gson.Gson comes before the kernel's, for compiler and run time."""
    kernel = new_kernel()
    execute(kernel, f"""
        var sourceFile = java.nio.file.Path.of("{tmp_path}", "com", "google", "gson", "Gson.java");
        java.nio.file.Files.createDirectories(sourceFile.getParent());
        java.nio.file.Files.writeString(sourceFile, "package com.google.gson; public class Gson {{ public int own() {{ return 42; }} }}");
        javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, sourceFile.toString());""")
    cell = execute(kernel, f"%classpath {tmp_path}\nnew com.google.gson.Gson().own()")
    assert result(cell) == "42", cell.reply.content
    shown = execute(kernel, "display(1);")
    assert shown.reply.content["status"] == "ok", "the kernel's own library still works"


def test_maven_through_the_proxy_of_the_settings(new_kernel, tmp_path):
    repository(tmp_path / "repo", ("base", "1", []))
    place = "http://maven.invalid"
    proxy = WebServer({f"{place}/{f.relative_to(tmp_path / 'repo')}": f.read_bytes()
                       for f in (tmp_path / "repo").rglob("*") if f.is_file()})
    try:
        home = tmp_path / "home"
        (home / ".m2").mkdir(parents=True)
        host, port = proxy.url.removeprefix("http://").split(":")
        (home / ".m2" / "settings.xml").write_text(
            f"<settings><proxies><proxy><active>true</active><protocol>http</protocol><host>{host}</host><port>{port}"
            f"</port></proxy></proxies><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>{place}</url></mirror></mirrors>"
            "</settings>")
        kernel = new_kernel(env={"JDK_JAVA_OPTIONS": f"-Duser.home={home}"})
        assert result(execute(kernel, "%maven org.example:base:1\n" + READ % "base")) == "1"
        assert any(asked.endswith("base-1.jar") for asked in proxy.asked)
    finally:
        proxy.close()
