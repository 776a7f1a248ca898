package dev.tandem.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the certificate of an installation on one machine: with mkcert where it is installed, whose
 * authority browsers may trust already; else under a small authority of its own. That authority's
 * key is gone once the certificate is signed, so that whoever reads the folder later cannot sign
 * anything else that this machine would trust.
 */
final class LocalCertificate {

  /** Browsers refuse certificates that last longer than 398 days. */
  private static final String DAYS = "397";

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param environment of the programs it runs; where {@code PATH} says what is installed
   */
  LocalCertificate(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** By whom a certificate was signed. */
  enum Maker {
    MKCERT,
    OWN_AUTHORITY
  }

  /**
   * @param names hosts and addresses that it is for
   */
  Maker make(List<String> names) throws IOException {
    Files.createDirectories(folder);
    Path scratch =
        Files.createTempDirectory(
            folder,
            "making",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      Path mkcert = program("mkcert");
      if (mkcert == null) {
        signOurselves(scratch, names);
      } else {
        signWith(mkcert, scratch, names);
      }
      Files.setPosixFilePermissions(
          scratch.resolve("key.pem"), PosixFilePermissions.fromString("rw-------"));
      Files.deleteIfExists(folder.resolve("ca.pem"));
      for (String file : List.of("key.pem", "certificate.pem", "ca.pem")) {
        if (Files.exists(scratch.resolve(file))) {
          Files.move(
              scratch.resolve(file),
              folder.resolve(file),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return mkcert == null ? Maker.OWN_AUTHORITY : Maker.MKCERT;
    } finally {
      delete(scratch);
    }
  }

  /** Takes everything away that {@link #make} made. */
  static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void signWith(Path mkcert, Path scratch, List<String> names) throws IOException {
    var command =
        new ArrayList<>(
            List.of(mkcert.toString(), "-cert-file", "certificate.pem", "-key-file", "key.pem"));
    command.addAll(names);
    run(scratch, command, Map.of());
  }

  private void signOurselves(Path scratch, List<String> names) throws IOException {
    // For the life of two key stores in a folder that is deleted below.
    String password = Keys.random();
    var secret = Map.of("STORE", password);
    String host = environment.getOrDefault("HOSTNAME", "this machine").replaceAll("[^\\w.-]", " ");
    keytool(
        scratch,
        secret,
        "-genkeypair -alias ca -keyalg EC -groupname secp256r1 -validity "
            + DAYS
            + " -keystore ca.p12",
        "-dname",
        "CN=Tandem on " + host + " " + Keys.random().substring(0, 6) + ", O=Made by ./tandem https",
        "-ext",
        "bc:critical=ca:true,pathlen:0",
        "-ext",
        "ku:critical=keyCertSign");
    keytool(
        scratch,
        secret,
        "-genkeypair -alias leaf -keyalg EC -groupname secp256r1 -validity "
            + DAYS
            + " -keystore leaf.p12",
        "-dname",
        "CN=" + names.getFirst());
    keytool(scratch, secret, "-certreq -alias leaf -keystore leaf.p12 -file request");
    keytool(
        scratch,
        secret,
        "-gencert -alias ca -rfc -validity "
            + DAYS
            + " -keystore ca.p12 -infile request -outfile certificate.pem",
        "-ext",
        "san=" + names.stream().map(LocalCertificate::subject).collect(Collectors.joining(",")),
        "-ext",
        "ku:critical=digitalSignature",
        "-ext",
        "eku=serverAuth");
    keytool(scratch, secret, "-exportcert -alias ca -rfc -keystore ca.p12 -file ca.pem");
    writeKey(scratch, password);
  }

  private static String subject(String name) {
    return (ADDRESS.matcher(name).matches() ? "ip:" : "dns:") + name;
  }

  private static void writeKey(Path scratch, String secret) throws IOException {
    try (var in = Files.newInputStream(scratch.resolve("leaf.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, secret.toCharArray());
      byte[] key = store.getKey("leaf", secret.toCharArray()).getEncoded();
      Path file =
          Files.createFile(
              scratch.resolve("key.pem"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
      Files.writeString(
          file, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    } catch (GeneralSecurityException e) {
      throw new IOException("the new key cannot be read back", e);
    }
  }

  private void keytool(Path scratch, Map<String, String> secret, String options, String... more)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-Duser.language=en");
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of(more));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass:env", "STORE"));
    run(scratch, command, secret);
  }

  private void run(Path in, List<String> command, Map<String, String> secret) throws IOException {
    var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    var around = new HashMap<>(environment);
    around.putAll(secret);
    builder.environment().clear();
    builder.environment().putAll(around);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            Path.of(command.getFirst()).getFileName()
                + " said: "
                + said.strip().lines().findFirst().orElse("nothing"));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private @Nullable Path program(String name) {
    return Stream.of(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
