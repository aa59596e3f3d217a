package io.weft.jupyter.display;

import io.weft.http.server.Page;
import io.weft.jupyter.page.Pages;
import io.weft.view.View;
import io.weft.view.Viewable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/// A value in the forms that front ends show, by MIME type; a front end takes the richest that it knows.
///
/// @param data     text or JSON by type
/// @param metadata hints by type, such as the size of a picture
record Forms(Map<String, Object> data, Map<String, Object> metadata) {

    static final String PLAIN = "text/plain";
    static final String HTML = "text/html";

    /// Of a value that is shown elsewhere already.
    static final Forms NONE = new Forms(Map.of(), Map.of());

    /// A value that knows its own forms.
    interface Source {
        Forms forms();
    }

    /// A rich form, and the text for where it cannot be shown.
    static Forms of(String mimeType, Object rich, String plain) {
        var data = new LinkedHashMap<String, Object>();
        data.put(mimeType, rich);
        data.put(PLAIN, plain);
        return new Forms(data, Map.of());
    }

    static Forms plain(String text) {
        return new Forms(Map.of(PLAIN, text), Map.of());
    }

    static Forms of(View view) {
        if (view.mimeType().equals(PLAIN)) {
            return plain(view.text());
        }
        return of(view.mimeType(), isJson(view.mimeType()) ? JsonTree.parse(view.text()) : view.text(),
                ValueText.cut(view.text()));
    }

    /// As it knows itself, and its text for where that cannot be shown.
    static Forms of(Viewable viewable) {
        var view = viewable instanceof Page page ? Pages.view(page) : viewable.view();
        return of(view.mimeType(), view.text(), ValueText.cut(viewable.toString()));
    }

    /// Whether somebody who asks for these types, `image/*` or `*` among them, wants this one.
    static boolean wanted(String type, String... asked) {
        for (var one : asked) {
            int slash = one.indexOf('/');
            var group = slash < 0 ? one : one.substring(0, slash);
            boolean wholeGroup = slash < 0 || one.endsWith("/*");
            if (one.equals(type) || group.equals("*") || wholeGroup && type.startsWith(group + "/")) {
                return true;
            }
        }
        return false;
    }

    void into(DisplayData out) {
        data.forEach(out::putData);
        metadata.forEach(out::putMetaData);
    }

    /// Front ends want JSON as such, not as a text of it.
    private static boolean isJson(String mimeType) {
        return mimeType.equals("application/json") || mimeType.endsWith("+json");
    }
}
