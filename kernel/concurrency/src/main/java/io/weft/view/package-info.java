/// Text that has a type: a notebook shows it as what it is, and a server sends it as such.
package io.weft.view;
