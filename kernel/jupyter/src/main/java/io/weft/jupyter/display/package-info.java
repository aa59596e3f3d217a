/// What libraries made for JJava see: its renderer, displays, magics and extensions, on this kernel.
package io.weft.jupyter.display;
