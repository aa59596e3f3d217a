package io.weft.jupyter.message;

/// An entry of the frontend's help menu.
public record HelpLink(String text, String url) {}
