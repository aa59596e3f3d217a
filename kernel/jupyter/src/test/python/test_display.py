"""What cells show: rich values, tables, pictures, displays that are updated or cleared, and values that cannot be shown."""

import base64
import json

import pytest

from exchange import plain

PNG = b"\x89PNG\r\n\x1a\n"


def shown(cell):
    (result,) = cell.of("execute_result")
    return result.content["data"]


def display_ids(cell, kind):
    return [m.content["transient"]["display_id"] for m in cell.of(kind)]


@pytest.mark.parametrize("code, mime, rich", [
    ('html("<b>x</b>")', "text/html", "<b>x</b>"),
    ('markdown("# x")', "text/markdown", "# x"),
    ('latex("x^2")', "text/latex", "$$x^2$$"),
    ('svg("<svg/>")', "image/svg+xml", "<svg/>"),
    ('json("{\\"a\\": [1, null]}")', "application/json", {"a": [1, None]}),
    ('json(Map.of("a", List.of(1.5, true)))', "application/json", {"a": [1.5, True]}),
])
def test_rich_values(kernel, code, mime, rich):
    data = shown(kernel.run(code))
    assert data[mime] == rich
    assert data["text/plain"], "where the rich form cannot be shown"


def test_a_list_of_records_is_a_table(kernel):
    kernel.run('record Person(String name, int age) { }\nvar people = List.of(new Person("<Ann>", 7), new Person("Bo", 42));')
    data = shown(kernel.run("people"))
    assert data["text/plain"] == "name  | age\n------+----\n<Ann> |   7\nBo    |  42"
    assert "&lt;Ann&gt;" in data["text/html"] and "<Ann>" not in data["text/html"]
    only = shown(kernel.run('table(people).rows(1).columns("age")'))
    assert only["text/plain"] == "age\n---\n  7\n1 of 2 rows"


def test_short_values_stay_text(kernel):
    for code, text in (("List.of(1, 2, 3)", "[1, 2, 3]"), ('Map.of("a", 1)', "{a=1}"), ("new int[] {1, 2}", "[1, 2]"),
                       ("Optional.of(1)", "Optional[1]")):
        assert shown(kernel.run(code)) == {"text/plain": text}


def test_large_values_are_cut(kernel):
    data = shown(kernel.run("IntStream.range(0, 1_000_000).boxed().toList()"))
    assert len(data["text/plain"]) < 6000 and data["text/plain"].endswith("more]")
    data = shown(kernel.run('record Row(int id) { }\nIntStream.range(0, 1_000_000).mapToObj(Row::new).toList()'))
    assert "of 1,000,000 rows" in data["text/plain"] and "100 of 1,000,000 rows" in data["text/html"]
    assert len(data["text/html"]) < 20_000


def test_a_list_that_contains_itself(kernel):
    cell = kernel.run("var self = new ArrayList<Object>();\nself.add(List.of(self));\nself")
    assert cell.result == "[[...]]"


def test_a_drawn_image_is_a_picture(kernel):
    cell = kernel.run("import java.awt.image.BufferedImage;\nnew BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB)")
    data = shown(cell)
    assert base64.b64decode(data["image/png"]).startswith(PNG)
    assert data["text/plain"] == "a picture, 30 x 20"


def test_a_picture_from_a_file(kernel, tmp_path):
    file = tmp_path / "dot.png"
    dot = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
    file.write_bytes(dot)
    (result,) = kernel.run(f"image(Path.of({json.dumps(str(file))})).width(40)").of("execute_result")
    assert base64.b64decode(result.content["data"]["image/png"]) == dot
    assert result.content["metadata"] == {"image/png": {"width": 40}}


def test_a_display_is_updated_where_it_stands(kernel):
    cell = kernel.run('var d = display("before");')
    (identifier,) = display_ids(cell, "display_data")
    later = kernel.run('d.update(html("<i>after</i>"));')
    (update,) = later.of("update_display_data")
    assert update.content["transient"]["display_id"] == identifier
    assert update.content["data"]["text/html"] == "<i>after</i>"
    assert not later.of("display_data", "execute_result")


def test_a_display_as_last_expression_is_no_result(kernel):
    cell = kernel.run("display(1)")
    assert not cell.of("execute_result")
    assert len(cell.of("display_data")) == 1


def test_several_values_are_displayed_in_order_with_the_text_between(kernel):
    cell = kernel.run('println("a"); display(1, "two", List.of(3)); println("b");')
    assert [m.content.get("text") or m.content["data"]["text/plain"] for m in cell.of("stream", "display_data")] == [
        "a\n", "1", "two", "[3]", "b\n"]


def test_what_jjava_offers_goes_on_working(kernel):
    cell = kernel.run('var id = display("<b>x</b>", "text/html");\nupdateDisplay(id.id(), "<b>y</b>", "text/html");'
                      'render(List.of(1)).getDisplayId() == null')
    assert cell.of("display_data")[0].content["data"]["text/html"] == "<b>x</b>"
    assert cell.of("update_display_data")[0].content["data"]["text/html"] == "<b>y</b>"
    assert cell.result == "true"
    library = kernel.run("import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;\n"
                         'String key = BaseNotebookStatics.display("from a library");')
    assert library.of("display_data")[0].content["data"]["text/plain"] == "from a library"


def test_clear_output(kernel):
    cell = kernel.run('println("gone"); clearOutput(true); clearOutput(); println("there");')
    assert [m.type for m in cell.of("stream", "clear_output")] == ["stream", "clear_output", "clear_output", "stream"]
    assert [m.content["wait"] for m in cell.of("clear_output")] == [True, False]


def test_a_task_updates_its_display_after_the_cell_has_ended(kernel):
    cell = kernel.run('var go = event();\nvar late = display("waiting");\nspawn(() -> { go.await(); late.update("done"); });')
    assert not cell.of("update_display_data")
    kernel.run("go.set();")
    kernel.wait(lambda: cell.of("update_display_data"), 10, "update of the display")
    assert cell.of("update_display_data")[0].content["data"]["text/plain"] == "done"


def test_a_value_that_cannot_be_shown_is_told_in_one_error_and_kept(kernel):
    kernel.run('class Rude { int kept = 7; public String toString() { throw new IllegalStateException("no words"); } }')
    cell = kernel.execute("var rude = new Rude();\nrude")
    assert "Rude" in cell.error["evalue"] and "no words" in cell.error["evalue"]
    assert "run to its end" in plain(cell.error["evalue"])
    assert kernel.run("rude.kept").result == "7"


def test_a_text_that_takes_for_ever_is_interrupted(kernel):
    kernel.run('class Slow { public String toString() { println("started"); while (true) { } } }')
    cell = kernel.submit("new Slow()")
    kernel.await_text(cell, "started\n")
    kernel.interrupt(cell)
    assert cell.status == "error"
    kernel.check_works()


def test_wrong_use_is_answered_with_the_repair(kernel):
    for code, words in (('display("x", "y");', "MIME types"), ("table(null)", "give a collection"),
                        ('image(Path.of("none.png"))', "no such file"), ("image(new byte[3])", "no picture"),
                        ('json("{")', "no JSON"), ('table(List.of(1)).columns("x")', "no column 'x'")):
        assert words in plain(kernel.execute(code).error["evalue"]), code


def test_a_chart_is_a_picture_and_a_line_of_text(kernel):
    data = shown(kernel.run('chart("squares").line("n", List.of(1, 2, 3), List.of(1, 4, 9)).scatter("m", new int[] {2}, new int[] {5})'))
    assert base64.b64decode(data["image/png"]).startswith(PNG)
    assert data["text/plain"].startswith("squares\nn  ")
    own = kernel.run("import org.knowm.xchart.*;\nvar own = new XYChart(300, 200);\nown.addSeries(\"s\", new double[] {1, 2});\nown")
    assert base64.b64decode(shown(own)["image/png"]).startswith(PNG)
