/// Worker processes: pools of JVMs that run functions of this one, and how functions and values get there and back.
package io.weft.process;
