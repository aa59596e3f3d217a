/// Tasks in sets: groups, pools, and tasks as classes.
package io.weft.group;
