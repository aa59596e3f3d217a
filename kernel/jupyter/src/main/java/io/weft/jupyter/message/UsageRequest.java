package io.weft.jupyter.message;

/// How much memory and processor time do you use? Not of the protocol, but asked by JupyterLab's display of resources.
public record UsageRequest() implements Request {}
