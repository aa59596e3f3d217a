package io.weft.http.socket;

import io.weft.exec.Offload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Keys and certificates for trying out TLS. The JDK makes certificates by its program `keytool` only.
public final class SelfSigned {

    private static final String DAYS = "30";

    private SelfSigned() {}

    /// Makes a key and a certificate that signs itself, for a month; see `selfSigned(host)`.
    ///
    /// @param host the name under which the server is asked
    /// @return for both sides: it proves to be that host, and trusts that certificate alone
    public static SSLContext context(String host) {
        if (!host.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("'" + host + "' is no host name: give one such as localhost.");
        }
        return Offload.offload(() -> {
            var folder = Files.createTempDirectory("weft-tls");
            var file = folder.resolve("keys.p12");
            var password = UUID.randomUUID().toString();
            try {
                generate(host, file, password);
                return context(file, password.toCharArray());
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        });
    }

    private static void generate(String host, Path file, String password) throws IOException, InterruptedException {
        var names = "SAN=dns:" + host + ",dns:localhost,ip:127.0.0.1";
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias", "weft", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + host, "-ext", names,
                "-validity", DAYS, "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass:env", "WEFT_STORE")
                .redirectErrorStream(true);
        keytool.environment().put("WEFT_STORE", password);
        var process = keytool.start();
        try {
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IOException("keytool could not make a certificate for " + host + ": " + said.strip());
            }
        } finally {
            process.destroy();
        }
    }

    private static SSLContext context(Path file, char[] password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(file.toFile(), password);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("weft", store.getCertificate("weft"));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
