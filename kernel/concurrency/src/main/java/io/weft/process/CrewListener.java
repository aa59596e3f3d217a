package io.weft.process;

/// Is told of the processes of a crew; in a worker's own thread, which must not block.
interface CrewListener {

    /// For crews of which nobody wants to know.
    CrewListener NONE = new CrewListener() {
        @Override
        public void launched(long pid) {}

        @Override
        public void gone(int exit, String death) {}
    };

    /// There is a process.
    void launched(long pid);

    /// A process has ended.
    ///
    /// @param exit  its exit code; negative if it never was
    /// @param death how, for a message
    void gone(int exit, String death);
}
