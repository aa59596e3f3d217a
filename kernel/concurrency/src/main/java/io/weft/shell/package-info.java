/// Programs of the operating system that tasks wait for: their output, input and end.
package io.weft.shell;
