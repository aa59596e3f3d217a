/// HTTP from tasks: what a cell calls without an import, and JSON.
package io.weft.http;
