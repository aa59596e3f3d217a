"""What a notebook printed when its outputs were stored, against what it prints now.

Cells with one of the FLEXIBLE tags may differ: they print times, an order that the outside world sets, or figures of a machine.
"""

FLEXIBLE = {"time-flexible", "order-flexible", "output-ignored"}


def differences(stored, executed):
    """The ids of the cells whose outputs differ though they must not."""
    before = {cell.get("id"): cell for cell in stored.cells if cell.cell_type == "code"}
    changed = []
    for cell in executed.cells:
        if cell.cell_type != "code" or FLEXIBLE & set(cell.metadata.get("tags", [])):
            continue
        if comparable(cell) != comparable(before[cell.get("id")]):
            changed.append(cell.get("id"))
    return changed


def comparable(cell):
    """Text per stream in order, and each display's data; not how the text was cut into messages."""
    parts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            if parts and parts[-1][0] == output.name:
                parts[-1] = (output.name, parts[-1][1] + output.text)
            else:
                parts.append((output.name, output.text))
        else:
            parts.append((output.output_type, output.get("data", {})))
    return parts


def normalise(notebook):
    """Keeps of an executed notebook what a reader or a test needs: no times of execution, no names of front ends."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Java 25 (Weft)", "language": "java", "name": "weft"},
        "language_info": {"file_extension": ".jshell", "mimetype": "text/x-java-source", "name": "Java"},
    }
    count = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = {"tags": tags} if tags else {}
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                output.pop("execution_count", None)
                output.get("metadata", {}).clear()
                if output.output_type == "execute_result":
                    output.execution_count = count
    return notebook
