package io.weft.process;

import java.io.Serializable;
import java.util.concurrent.Callable;

/// A job for another process: a lambda of this type can be shipped, whichever compiler options it was compiled with.
///
/// @param <T> the type of its value
@FunctionalInterface
public interface ShippedCall<T> extends Callable<T>, Serializable {}
