/// Comms: lines between objects of cells and objects of the front end, over which either side speaks at any time.
package io.weft.jupyter.comm;
