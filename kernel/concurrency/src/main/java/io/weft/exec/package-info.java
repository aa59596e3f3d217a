/// Work outside of the loop that tasks await: platform threads, pools of them, blocking calls.
package io.weft.exec;
