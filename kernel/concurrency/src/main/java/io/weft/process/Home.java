package io.weft.process;

import io.weft.exec.Jobs;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// The JVM from which all processes of a family descend, such as the kernel's. It keeps what they share; they ask it through the
/// connection to their parent, which passes questions on if it is not the home itself.
public final class Home {

    private static final String SELF = UUID.randomUUID().toString();
    /// The way to the parent; null at home. Written once, before the first job.
    private static volatile Upstream upstream;
    private static volatile Function<String, List<String>> whenGone = _ -> List.of();

    private Home() {}

    static void use(Upstream way) {
        upstream = way;
    }

    static Upstream upstream() {
        return upstream;
    }

    /// {@return whether this JVM is the home}
    public static boolean isHere() {
        return upstream == null;
    }

    /// {@return the name of this JVM among those of its family}
    public static String self() {
        return SELF;
    }

    /// Asks the home and waits for the answer; in a task the other tasks of the loop run meanwhile. In a process only. Who is cancelled
    /// before the answer has caused nothing.
    ///
    /// @param question what to ask
    /// @return the answer
    /// @throws io.weft.loop.Cancelled if the caller is cancelled before or during the wait
    /// @throws NotShippable           if the question cannot be copied
    public static Object ask(HomeQuestion question) {
        var loop = Jobs.loopHere();
        if (loop == null) {
            return upstream.ask(question);
        }
        try (var _ = loop.awaitOutside(question.toString())) {
            return upstream.ask(question);
        }
    }

    /// Says who is to know, at home, that a process is gone.
    ///
    /// @param newListener gets what the process was called among its family, and gives notes for the user
    public static void whenGone(Function<String, List<String>> newListener) {
        whenGone = newListener;
    }

    /// {@return what has to be said about a process that is gone}
    static List<String> gone(String asker) {
        if (isHere()) {
            return whenGone.apply(asker);
        }
        return ((List<?>) ask(new Gone(asker))).stream().map(String::valueOf).toList();
    }

    private record Gone(String asker) implements HomeQuestion {

        @Override
        public void begin(Answer answer) {
            if (answer.claim()) {
                answer.settle(List.copyOf(whenGone.apply(asker)), null);
                answer.deliver();
            }
        }

        @Override
        public void withdraw(Answer answer) {
            // It is answered when it begins.
        }
    }

    /// {@return a copy of a value, as if it had been sent to a process and back}
    ///
    /// @param what  for the message of the exception, such as "the item"
    /// @param value the value
    /// @param <T>   its type
    /// @throws NotShippable if it cannot be copied
    @SuppressWarnings("unchecked")
    public static <T> T copy(String what, T value) {
        if (value == null || value instanceof String || value instanceof Number && isOfJdk(value)
                || value instanceof Boolean || value instanceof Character || value instanceof Enum) {
            return value;
        }
        var parcel = Packer.current().packValue(what, value);
        var own = new PeerClasses();
        for (int id : parcel.classes()) {
            own.define(id, ClassIds.name(id));
        }
        try {
            return (T) new Unpacker(own, Shipping.source().loader()).openValue(parcel.chunks(), parcel.length(),
                    parcel.arrays());
        } catch (IOException | ReflectiveOperationException e) {
            throw new NotShippable("Cannot ship " + what + ": " + e, e);
        }
    }

    /// Those of others may be mutable.
    private static boolean isOfJdk(Object value) {
        return value.getClass().getPackageName().equals("java.lang");
    }
}
