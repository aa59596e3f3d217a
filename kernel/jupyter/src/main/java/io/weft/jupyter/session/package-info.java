/// Requests and what becomes of them: cells, interrupts, questions about code.
package io.weft.jupyter.session;
