/// Progress bars for loops, streams and operations on many inputs; where they show is up to a [ProgressDisplay].
package io.weft.progress;
