package io.weft.jupyter.magic;

import java.util.List;
import java.util.Set;

/// Magics that libraries have registered.
public interface ForeignMagics {

    Set<String> lineNames();

    Set<String> cellNames();

    Object line(String name, List<String> words) throws Exception;

    Object cell(String name, List<String> words, String body) throws Exception;
}
