package dev.tandem.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * The certificate that pages are served with: readable, in date, and its key belongs to it. One's
 * own by {@code TANDEM_TLS_CERT} and {@code TANDEM_TLS_KEY}, else the one that {@code ./tandem
 * https} made in this home; without either, pages are served over plain HTTP.
 *
 * @param certificate PEM, the server's own certificate first
 * @param key PEM
 * @param ownMade whether {@code ./tandem https} made it
 */
public record ServedCertificate(Path certificate, Path key, boolean ownMade, X509Certificate leaf) {

  static final String CERT = "TANDEM_TLS_CERT";
  static final String KEY = "TANDEM_TLS_KEY";

  /**
   * @throws StartRefused if it cannot be used, in words for whoever starts Tandem
   */
  public static Optional<ServedCertificate> of(Surroundings surroundings, Clock clock) {
    Optional<String> certificate = surroundings.get(CERT);
    Optional<String> key = surroundings.get(KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new StartRefused(
          "%s is set and %s is not. Set both: the files of a certificate and of its private key, in PEM form."
              .formatted(
                  certificate.isPresent() ? CERT : KEY, certificate.isPresent() ? KEY : CERT));
    }
    if (certificate.isPresent() && key.isPresent()) {
      return Optional.of(
          read(Path.of(certificate.get()), Path.of(key.get()), false, clock.instant()));
    }
    Path made = folder(surroundings).resolve("certificate.pem");
    return Files.exists(made)
        ? Optional.of(read(made, folder(surroundings).resolve("key.pem"), true, clock.instant()))
        : Optional.empty();
  }

  /** Whether there is to be one, usable or not. */
  static boolean wanted(Surroundings surroundings) {
    return surroundings.get(CERT).isPresent()
        || Files.exists(folder(surroundings).resolve("certificate.pem"));
  }

  /** Where {@code ./tandem https} keeps what it makes. */
  static Path folder(Surroundings surroundings) {
    return surroundings.home().resolve("https");
  }

  public Instant ends() {
    return leaf.getNotAfter().toInstant();
  }

  private static ServedCertificate read(Path certificate, Path key, boolean ownMade, Instant now) {
    X509Certificate leaf = certificate(certificate);
    PrivateKey secret = key(key);
    if (!belongTogether(leaf, secret)) {
      throw new StartRefused(
          "The private key in %s does not belong to the certificate in %s. %s"
              .formatted(key, certificate, remedy(ownMade)));
    }
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      throw new StartRefused(
          "The certificate in %s ended on %s. %s"
              .formatted(certificate, day(leaf.getNotAfter().toInstant()), remedy(ownMade)));
    }
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      throw new StartRefused(
          "The certificate in %s begins on %s only. Look whether this machine's clock is right."
              .formatted(certificate, day(leaf.getNotBefore().toInstant())));
    }
    return new ServedCertificate(certificate.toAbsolutePath(), key.toAbsolutePath(), ownMade, leaf);
  }

  private static X509Certificate certificate(Path file) {
    try {
      List<X509Certificate> chain = PemContent.of(text(file)).getCertificates();
      if (!chain.isEmpty()) {
        return chain.getFirst();
      }
    } catch (RuntimeException e) {
      refuseUnreadable(e);
    }
    throw new StartRefused(
        file
            + " holds no certificate in PEM form (a text that begins -----BEGIN CERTIFICATE-----).");
  }

  private static PrivateKey key(Path file) {
    try {
      PrivateKey key = PemContent.of(text(file)).getPrivateKey();
      if (key != null) {
        return key;
      }
    } catch (RuntimeException e) {
      refuseUnreadable(e);
    }
    throw new StartRefused(
        file
            + " holds no private key that can be read: PEM form without a passphrase is needed"
            + " (openssl pkey -in KEY -out NEW takes a passphrase off).");
  }

  private static void refuseUnreadable(RuntimeException e) {
    if (e instanceof StartRefused refused) {
      throw refused;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new StartRefused("There is no file %s.".formatted(file), e);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new StartRefused("%s is not in PEM form.".formatted(file), e);
    } catch (IOException e) {
      throw new StartRefused("Cannot read %s: %s.".formatted(file, Reason.of(e)), e);
    }
  }

  /** What the key signs, the certificate proves. */
  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
      signature.initSign(key);
      signature.update(sample);
      byte[] proof = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(sample);
      return signature.verify(proof);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private static String remedy(boolean ownMade) {
    return ownMade
        ? "'./tandem https --renew' makes a new one; './tandem https --off' goes back to plain HTTP."
        : "Put the new one into the files that " + CERT + " and " + KEY + " name.";
  }

  static String day(Instant at) {
    return at.atZone(java.time.ZoneOffset.UTC).toLocalDate().toString();
  }
}
