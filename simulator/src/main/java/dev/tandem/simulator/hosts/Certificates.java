package dev.tandem.simulator.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority in a folder, and with it a certificate for Xero's hosts. Made once by the
 * JDK's keytool. Whoever is told to trust the authority believes this machine to be Xero, so it
 * belongs into the settings of one client, never into a system's store.
 */
public final class Certificates {
  /** Protects nothing: it stands here. The folder is for its owner only. */
  private static final String PASSWORD = "changeit";

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String AUTHORITY = "authority";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  public static Certificates in(Path folder) throws IOException {
    Certificates certificates = new Certificates(folder);
    if (!Files.exists(certificates.authority())) {
      certificates.make();
    }
    return certificates;
  }

  /** The authority as most clients read it. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** The authority as Java reads it; its password is {@code changeit}. */
  Path trustStore() {
    return folder.resolve("trust.p12");
  }

  private Path keys() {
    return folder.resolve("keys.p12");
  }

  private void make() throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(keys());
    keytool(
        "-alias",
        AUTHORITY,
        "-dname",
        "CN=Xero simulator on this machine",
        "-ext",
        "bc:c",
        "-ext",
        "ku:c=keyCertSign,cRLSign");
    String names =
        XeroHosts.ALL.stream().map(each -> "dns:" + each).collect(Collectors.joining(","));
    keytool(
        "-alias",
        "hosts",
        "-dname",
        "CN=" + XeroHosts.API,
        "-signer",
        AUTHORITY,
        "-ext",
        "san=" + names,
        "-ext",
        "eku=serverAuth");
    try {
      publish(load(keys()).getCertificate(AUTHORITY));
    } catch (GeneralSecurityException unreadable) {
      throw new IOException("The certificate in " + folder + " cannot be read", unreadable);
    }
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048"));
    command.addAll(List.of("-validity", "3650", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", keys().toString(), "-storepass", PASSWORD));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        throw new IOException("keytool could not make a certificate in " + folder + ": " + said);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a certificate was made", closing);
    }
  }

  /** The PEM last: it is the sign that all of it is there. */
  private void publish(Certificate authority) throws IOException, GeneralSecurityException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(AUTHORITY, authority);
    try (OutputStream out = Files.newOutputStream(trustStore())) {
      trust.store(out, PASSWORD.toCharArray());
    }
    forOwnerOnly(keys());
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + lines.encodeToString(authority.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Files.writeString(authority(), pem, StandardOpenOption.CREATE);
  }

  private static void forOwnerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /** What a server shows of it. */
  public SSLContext context() throws IOException {
    try {
      KeyStore keys = load(keys());
      keys.deleteEntry(AUTHORITY);
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException unreadable) {
      throw new IOException("The certificate in " + folder + " cannot be read", unreadable);
    }
  }
}
