package io.weft.loop;

import java.util.List;

/// What a wait for several tasks found.
///
/// @param done    the tasks that have ended, in the order in which they did
/// @param pending those that have not, in the order in which they were given
/// @param <K>     the type of the tasks
public record Waited<K extends Task<?>>(List<K> done, List<K> pending) {}
