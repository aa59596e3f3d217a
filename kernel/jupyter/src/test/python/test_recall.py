"""in(n), out(n), out(): what earlier cells were and gave."""


def number(cell):
    return cell.reply.content["execution_count"]


def test_code_and_result_of_a_cell(kernel):
    cell = kernel.run("20 + 22")
    kernel.run('"later"')
    assert kernel.run(f"in({number(cell)})").result == "20 + 22"
    assert kernel.run(f"out({number(cell)})").result == "42"
    assert kernel.run(f"out({number(cell)}, Integer.class) + 1").result == "43"


def test_last_result(kernel):
    kernel.run("List.of(1, 2)")
    kernel.run("int nothing = 1;")
    assert kernel.run("out()").result == "[1, 2]"
    assert kernel.run("out()").result == "[1, 2]", "which was a result in turn"


def test_result_is_the_object_itself(kernel):
    cell = kernel.run('new StringBuilder("a")')
    kernel.run(f'out({number(cell)}, StringBuilder.class).append("b");')
    assert kernel.run(f"out({number(cell)})").result == "ab"


def test_wrong_questions_get_a_sentence(kernel):
    cell = kernel.run("int declared = 5;")
    assert "no result" in kernel.execute(f"out({number(cell)})").error["evalue"]
    assert "There was no cell 9999" in kernel.execute("in(9999)").error["evalue"]
    text = kernel.run('"text"')
    wrong = kernel.execute(f"out({number(text)}, Integer.class)").error["evalue"]
    assert "java.lang.String" in wrong and "java.lang.Integer" in wrong


def test_cell_knows_its_own_code(kernel):
    before = number(kernel.run("1"))
    assert kernel.run(f"in({before + 1}).length()").result == str(len(f"in({before + 1}).length()"))
