package dev.tandem.books.ledger.xero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.connection.SigningKeys;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class XeroNoticesTest {

  private static final byte[] BODY = "{\"events\":[]}".getBytes(UTF_8);

  private static final String MINE = "7d0ad9d5-4f2c-4b6e-9a3e-2f1c5c8b0a11";
  private static final String OTHER = "1c9f0f6e-1111-4222-8333-444455556666";

  /** The house's keys, and keys of single organisations. */
  private record Keys(List<String> own, Map<String, String> custom) implements SigningKeys {

    @Override
    public List<String> provingOnly(Set<String> tenants) {
      return custom.entrySet().stream()
          .filter(it -> Set.of(it.getValue()).containsAll(tenants))
          .map(Map.Entry::getKey)
          .toList();
    }

    @Override
    public boolean any() {
      return !own.isEmpty() || !custom.isEmpty();
    }
  }

  @Test
  void believesNothingWithoutAKey() throws Exception {
    var notices = new XeroNotices(new Keys(List.of(), Map.of()));
    assertThat(notices.provable()).isFalse();
    assertThat(notices.genuine(BODY, "")).isFalse();
    assertThat(notices.genuine(BODY, signature(BODY, " "))).isFalse();
  }

  @Test
  void believesEachOfSeveralKeys() throws Exception {
    var notices = new XeroNotices(new Keys(List.of("new", "old"), Map.of()));
    assertThat(notices.provable()).isTrue();
    assertThat(notices.genuine(BODY, signature(BODY, "new"))).isTrue();
    assertThat(notices.genuine(BODY, signature(BODY, "old"))).isTrue();
    assertThat(notices.genuine(BODY, signature(BODY, "new,old"))).isFalse();
  }

  @Test
  void believesACustomConnectionsKeyAboutItsOwnOrganisationOnly() throws Exception {
    var notices = new XeroNotices(new Keys(List.of("house"), Map.of("theirs", MINE)));
    byte[] mine = about(MINE);
    byte[] both = about(MINE, OTHER);
    assertThat(notices.genuine(BODY, signature(BODY, "theirs"))).isTrue();
    assertThat(notices.genuine(mine, signature(mine, "theirs"))).isTrue();
    assertThat(notices.genuine(both, signature(both, "theirs"))).isFalse();
    assertThat(notices.genuine(about(OTHER), signature(about(OTHER), "theirs"))).isFalse();
    assertThat(notices.genuine(both, signature(both, "house"))).isTrue();
    byte[] rubbish = "rubbish".getBytes(UTF_8);
    assertThat(notices.genuine(rubbish, signature(rubbish, "theirs"))).isFalse();
  }

  private static byte[] about(String... tenants) {
    return Stream.of(tenants)
        .map(
            it ->
                """
                {"resourceId":"%s","tenantId":"%s","eventCategory":"CONTACT","eventType":"UPDATE",
                 "eventDateUtc":"2026-11-20T10:00:00.000"}"""
                    .formatted(OTHER, it))
        .collect(Collectors.joining(",", "{\"events\":[", "]}"))
        .getBytes(UTF_8);
  }

  private static String signature(byte[] body, String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }
}
