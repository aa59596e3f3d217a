/// Magics: where they stand in a cell, what they become there, and the kernel's own.
package io.weft.jupyter.magic;
