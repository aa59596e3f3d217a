package io.weft.jupyter.message;

import java.util.List;

/// What this kernel is.
///
/// @param debugger whether it speaks the debug adapter protocol; the older way to say so
/// @param supportedFeatures the optional parts of the protocol that it speaks
public record KernelInfoReply(String protocolVersion, String implementation, String implementationVersion,
        LanguageInfo languageInfo, String banner, boolean debugger, List<String> supportedFeatures,
        List<HelpLink> helpLinks) implements Reply {

    private static final List<String> FEATURES = List.of("kernel subshells");

    /// Speaks [Header#PROTOCOL_VERSION], with subshells and without a debugger.
    public KernelInfoReply(String implementation, String implementationVersion, LanguageInfo languageInfo,
            String banner, List<HelpLink> helpLinks) {
        this(Header.PROTOCOL_VERSION, implementation, implementationVersion, languageInfo, banner, false, FEATURES,
                helpLinks);
    }

    @Override
    public String msgType() {
        return "kernel_info_reply";
    }
}
