"""The checks of the jupyter_kernel_test package, with Java samples."""

import jupyter_kernel_test

from kernel_client import KERNEL


class WeftKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL
    language_name = "Java"
    file_extension = ".jshell"

    code_hello_world = 'println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    code_generate_error = 'throw new IllegalStateException("no way on");'

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"we" + "ft"', "result": "weft"},
        {"code": "List.of(1, 2, 3)", "result": "[1, 2, 3]"},
    ]
    code_display_data = [{"code": 'display("shown");', "mime": "text/plain"}]

    completion_samples = [
        {"text": "Integer.MAX_V", "matches": {"MAX_VALUE"}},
        {"text": "noSuchNameAnywhere", "matches": set()},
    ]
    complete_code_samples = ["1 + 1", "int x = 1;", "void f() { }", "// only words", "if (true) { }", 'println("a");']
    incomplete_code_samples = ["void f() {", "int y =", "f(1,", '"""', "/* open", "class A {\n  int x;"]
    invalid_code_samples = ["int x = ;", "class 1A { }"]

    code_inspect_sample = "String.valueOf"

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"
