/// The front door of the library; see [io.weft.Weft].
package io.weft;
