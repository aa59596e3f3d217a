/// A run of typical cells, from which the JVM makes the cache that later kernels start with.
package io.weft.jupyter.training;
