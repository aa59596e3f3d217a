"""The thousandth cell costs what the first ones did."""

from statistics import median

from kernel_client import TIME_FACTOR


def test_cost_of_a_cell_stays_flat(new_kernel, noted):
    kernel = new_kernel()
    for _ in range(100):
        kernel.run("1+1")
    seconds = [kernel.run("1+1").seconds for _ in range(1000)]
    first, last = median(seconds[:100]) * 1000, median(seconds[-100:]) * 1000
    noted(f"median of the first 100 {first:.1f} ms, of the last 100 {last:.1f} ms")
    assert last <= 1.3 * first, f"the first 100 took {first:.1f} ms, the last 100 {last:.1f} ms"
    assert last <= 15 * TIME_FACTOR, f"the last 100 took {last:.1f} ms"
