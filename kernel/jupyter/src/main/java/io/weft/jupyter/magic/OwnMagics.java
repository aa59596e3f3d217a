package io.weft.jupyter.magic;

import java.util.ArrayList;
import java.util.List;

/// The kernel's own magics.
final class OwnMagics {

    private OwnMagics() {}

    static List<Magic> all(Magics magics, MagicHost host, Folder folder) {
        var all = new ArrayList<Magic>();
        all.addAll(new TimingMagics(host).all());
        all.addAll(new ShellMagics(folder).all());
        all.addAll(new FileMagics(folder, host).all());
        all.addAll(new SessionMagics(host).all());
        all.addAll(new LibraryMagics(folder, host).all());
        all.addAll(new MavenMagics(folder, host).all());
        all.addAll(new HelpMagics(magics).all());
        return all;
    }
}
