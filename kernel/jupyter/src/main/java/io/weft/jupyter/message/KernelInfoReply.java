package io.weft.jupyter.message;

import java.util.List;

/// What this kernel is.
///
/// @param debugger whether it speaks the debug adapter protocol
public record KernelInfoReply(String protocolVersion, String implementation, String implementationVersion,
        LanguageInfo languageInfo, String banner, boolean debugger, List<HelpLink> helpLinks) implements Reply {

    /// Speaks [Header#PROTOCOL_VERSION], without a debugger.
    public KernelInfoReply(String implementation, String implementationVersion, LanguageInfo languageInfo,
            String banner, List<HelpLink> helpLinks) {
        this(Header.PROTOCOL_VERSION, implementation, implementationVersion, languageInfo, banner, false, helpLinks);
    }

    @Override
    public String msgType() {
        return "kernel_info_reply";
    }
}
