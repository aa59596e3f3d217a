package io.weft.jupyter.display;

import io.weft.jupyter.message.ClearOutput;
import io.weft.jupyter.message.Publication;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/// JJava's way out for displays, led to the cell of the current thread.
final class BridgedIO extends JupyterIO {

    BridgedIO(Consumer<Publication> publisher) {
        super(StandardCharsets.UTF_8);
        setEnv(new Environment(publisher));
    }

    /// Takes what JJava would publish. Its reader and its streams are not used: `System.in` and `System.out` are.
    private static final class Environment extends ShellReplyEnvironment {

        private final Consumer<Publication> publisher;

        Environment(Consumer<Publication> publisher) {
            super(null, null, null, null);
            this.publisher = publisher;
        }

        @Override
        public void publish(Message<?> message) {
            switch (message.getContent()) {
                case PublishUpdateDisplayData update -> publisher.accept(updated(MimeBundle.of(update)));
                case PublishClearOutput _ -> publisher.accept(new ClearOutput(false));
                case DisplayData data -> publisher.accept(displayed(MimeBundle.of(data)));
                case Object other -> throw new UnsupportedOperationException(
                        "A " + other.getClass().getSimpleName()
                                + " message cannot be published through JJava's types here.");
            }
        }

        private static Publication displayed(MimeBundle bundle) {
            return new io.weft.jupyter.message.DisplayData(bundle.data(), bundle.metadata(), bundle.transientData());
        }

        private static Publication updated(MimeBundle bundle) {
            return new io.weft.jupyter.message.UpdateDisplayData(bundle.data(), bundle.metadata(),
                    bundle.transientData());
        }
    }
}
