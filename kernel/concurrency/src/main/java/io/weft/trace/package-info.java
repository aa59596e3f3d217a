/// What happened when: timelines of tasks.
package io.weft.trace;
