package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The RS256 key behind every token. Made when first needed, then kept, so tokens outlive a restart.
 */
final class SigningKey {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder URL_DECODER = Base64.getUrlDecoder();

  private final Drawer drawer;
  private @Nullable KeyPair pair;

  SigningKey(Journal journal) {
    this.drawer = new Drawer("signing-key", journal);
  }

  String sign(ObjectNode claims) {
    byte[] print = thumbprint();
    ObjectNode header =
        Json.object()
            .put("alg", "RS256")
            .put("kid", keyId(print))
            .put("typ", "JWT")
            .put("x5t", Hash.base64Url(print));
    String content =
        URL.encodeToString(Json.bytes(header)) + "." + URL.encodeToString(Json.bytes(claims));
    return content + "." + URL.encodeToString(signature(content));
  }

  /** Another key, another name: a client that keeps keys by name never takes one for the other. */
  private byte[] thumbprint() {
    return Hash.of("SHA-1", pair().getPublic().getEncoded());
  }

  private static String keyId(byte[] thumbprint) {
    return HexFormat.of().withUpperCase().formatHex(thumbprint);
  }

  /** The claims of a token of ours; empty for any other text. */
  Optional<ObjectNode> verify(String token) {
    String[] parts = token.split("\\.");
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(pair().getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
      return signature.verify(URL_DECODER.decode(parts[2]))
          ? Optional.of((ObjectNode) Json.parse(URL_DECODER.decode(parts[1])))
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException forged) {
      return Optional.empty();
    }
  }

  ObjectNode jwks() {
    RSAPublicKey key = (RSAPublicKey) pair().getPublic();
    ObjectNode set = Json.object();
    set.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", keyId(thumbprint()))
        .put("x5t", Hash.base64Url(thumbprint()))
        .put("n", URL.encodeToString(unsigned(key.getModulus())))
        .put("e", URL.encodeToString(unsigned(key.getPublicExponent())));
    return set;
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private byte[] signature(String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair().getPrivate());
      signature.update(content.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  /** The journal may hold another one now. */
  synchronized void reread() {
    pair = null;
  }

  synchronized KeyPair pair() {
    KeyPair known = pair;
    if (known == null) {
      known = drawer.get("rsa").map(SigningKey::read).orElseGet(this::make);
      pair = known;
    }
    return known;
  }

  private static KeyPair read(ObjectNode node) {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      Base64.Decoder decoder = Base64.getDecoder();
      return new KeyPair(
          factory.generatePublic(
              new X509EncodedKeySpec(decoder.decode(node.path("public").asString()))),
          factory.generatePrivate(
              new PKCS8EncodedKeySpec(decoder.decode(node.path("private").asString()))));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private KeyPair make() {
    KeyPair made = Made.KEY;
    Base64.Encoder encoder = Base64.getEncoder();
    drawer.put(
        "rsa",
        Json.object()
            .put("public", encoder.encodeToString(made.getPublic().getEncoded()))
            .put("private", encoder.encodeToString(made.getPrivate().getEncoded())));
    return made;
  }

  /** One new key serves every simulator of the process: making it can take more than a second. */
  private static final class Made {
    private static final KeyPair KEY = generate();

    private static KeyPair generate() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException unavailable) {
        throw new IllegalStateException(unavailable);
      }
    }
  }
}
