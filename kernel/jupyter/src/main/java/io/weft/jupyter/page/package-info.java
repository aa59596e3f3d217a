/// Pages of servers, shown in the notebook, with their talk going over comms.
package io.weft.jupyter.page;
