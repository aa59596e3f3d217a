/// The cells that ran, of this session and of earlier ones.
package io.weft.jupyter.history;
