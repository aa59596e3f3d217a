/// Widgets: buttons, sliders, fields and bars that ipywidgets' front ends show, by version 2.1 of its protocol.
package io.weft.jupyter.widget;
