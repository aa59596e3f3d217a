/// What the processes of a family share: queues, pipes, locks, lists and maps that the first of them keeps, and arrays in memory that all map.
package io.weft.shared;
