/// What cells print, display and read, and how it reaches their clients.
package io.weft.jupyter.output;
