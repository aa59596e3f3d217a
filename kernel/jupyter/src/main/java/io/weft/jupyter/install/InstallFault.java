package io.weft.jupyter.install;

/// A request that cannot be met. The message is one sentence for the user: the thing, the rule, the repair.
final class InstallFault extends Exception {
    private static final long serialVersionUID = 1L;

    InstallFault(String sentence) {
        super(sentence);
    }

    InstallFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
