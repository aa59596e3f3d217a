package io.weft.exec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Looks up host names beside the loop, so that the others run on meanwhile, for every Java library: the JDK finds this as a
/// service. Threads that are on no loop look up as ever.
public final class Lookups extends InetAddressResolverProvider {

    private static final int MOST_THREADS = 64;
    /// A look-up does not heed interrupts: whoever is cancelled leaves it alone.
    private static final Duration GRACE = Duration.ZERO;
    private static final Crew CREW = new Crew("look-ups", MOST_THREADS, ThreadOptions.standard());

    /// For the JDK, which makes the only one.
    public Lookups() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new BesideTheLoop(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "weft";
    }

    /// Hands what a loop asks to another resolver, on another thread.
    record BesideTheLoop(InetAddressResolver resolver) implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return lookUp(() -> resolver.lookupByName(host, policy));
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return lookUp(() -> resolver.lookupByAddress(address));
        }

        private static <T> T lookUp(Callable<T> call) throws UnknownHostException {
            var result = Jobs.loopHere() == null
                    ? Answer.of(call)
                    : Jobs.call(CREW, () -> Answer.of(call), GRACE, null);
            return result.get();
        }
    }

    /// What came of a look-up: the JDK wants its checked exception as it is.
    private record Answer<T>(T value, UnknownHostException failure) {

        static <T> Answer<T> of(Callable<T> call) {
            try {
                return new Answer<>(call.call(), null);
            } catch (UnknownHostException e) {
                return new Answer<>(null, e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError("A look-up throws nothing else.", e);
            }
        }

        T get() throws UnknownHostException {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }
}
