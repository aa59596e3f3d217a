/// Libraries from Maven repositories. What resolves them is loaded when it is first needed, apart from what cells see.
package io.weft.jupyter.dependency;
