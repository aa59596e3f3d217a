/// Displays that go on changing: progress bars, tasks and futures, snapshots taken again and again.
package io.weft.jupyter.live;
