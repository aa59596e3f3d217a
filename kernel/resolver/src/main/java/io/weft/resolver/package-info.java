/// Resolves Maven coordinates for the kernel, from a class loader of its own: callers see types of the JDK only.
package io.weft.resolver;
