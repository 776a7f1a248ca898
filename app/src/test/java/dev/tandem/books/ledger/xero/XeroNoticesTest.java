package dev.tandem.books.ledger.xero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.books.connection.SigningKeys;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroNoticesTest {

  private static final byte[] BODY = "{\"events\":[]}".getBytes(UTF_8);

  private static final String MINE = "7d0ad9d5-4f2c-4b6e-9a3e-2f1c5c8b0a11";
  private static final String OTHER = "1c9f0f6e-1111-4222-8333-444455556666";

  /** The house's keys, and keys of single organisations. */
  private record Keys(List<String> own, Map<String, String> custom) implements SigningKeys {

    @Override
    public Map<String, Set<String>> narrow() {
      return custom.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, it -> Set.of(it.getValue())));
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
    assertThat(genuine(notices, BODY, "")).isFalse();
    assertThat(genuine(notices, BODY, signature(BODY, " "))).isFalse();
  }

  @Test
  void believesEachOfSeveralKeys() throws Exception {
    var notices = new XeroNotices(new Keys(List.of("new", "old"), Map.of()));
    assertThat(notices.provable()).isTrue();
    assertThat(genuine(notices, BODY, signature(BODY, "new"))).isTrue();
    assertThat(genuine(notices, BODY, signature(BODY, "old"))).isTrue();
    assertThat(genuine(notices, BODY, signature(BODY, "new,old"))).isFalse();
  }

  @Test
  void believesACustomConnectionsKeyAboutItsOwnOrganisationOnly() throws Exception {
    var notices = new XeroNotices(new Keys(List.of("house"), Map.of("theirs", MINE)));
    byte[] mine = about(MINE);
    byte[] both = about(MINE, OTHER);
    assertThat(genuine(notices, BODY, signature(BODY, "theirs"))).isTrue();
    assertThat(genuine(notices, mine, signature(mine, "theirs"))).isTrue();
    assertThat(genuine(notices, both, signature(both, "theirs"))).isFalse();
    assertThat(genuine(notices, about(OTHER), signature(about(OTHER), "theirs"))).isFalse();
    assertThat(genuine(notices, both, signature(both, "house"))).isTrue();
    byte[] rubbish = "rubbish".getBytes(UTF_8);
    assertThat(genuine(notices, rubbish, signature(rubbish, "theirs"))).isFalse();
  }

  /** A parsed body is many times its size in memory; a proof is a few hundred bytes. */
  @Test
  void aWrongSignatureCostsNoParsing() throws Exception {
    var notices = new XeroNotices(new Keys(List.of("house"), Map.of("theirs", MINE)));
    byte[] body = about(Stream.generate(() -> MINE).limit(4_000).toArray(String[]::new));
    String wrong = signature(body, "nobody's");
    genuine(notices, body, wrong);
    assertThat(allocated(() -> genuine(notices, body, wrong))).isLessThan(body.length / 8);
    assertThat(allocated(() -> genuine(notices, body, signature(body, "theirs"))))
        .as("what parsing costs, once it is proven")
        .isGreaterThan(body.length);
  }

  @Test
  void saysWhichKeyItWasAndNotTheKey() throws Exception {
    var notices = new XeroNotices(new Keys(List.of("new", "old"), Map.of("theirs", MINE)));
    var names = new HashSet<String>();
    for (String key : List.of("new", "old", "theirs")) {
      names.add(notices.provenBy(BODY, signature(BODY, key)).orElseThrow());
    }
    assertThat(names).hasSize(3).allMatch(it -> it.matches("[0-9a-f]{8}"));
  }

  /** As far as Xero tells; what says nothing is read. */
  @ParameterizedTest
  @CsvSource({
    "CREDITNOTE, '{\"Type\":\"ACCPAYCREDIT\",\"Status\":\"PAID\"}', true",
    "CREDITNOTE, '{\"Status\":[{}],\"Type\":\"ACCRECCREDIT\"}', false",
    "CREDITNOTE, '{\"Status\":\"PAID\"}', false",
    "CREDITNOTE, '{\"Type\":[\"ACCPAYCREDIT\"]}', false",
    "CREDITNOTE, '\"ACCPAYCREDIT\"', false",
    "CREDITNOTE, 'null', false",
    "OVERPAYMENT, '{\"Type\":\"SPEND-OVERPAYMENT\"}', true",
    "OVERPAYMENT, '{\"Type\":\"RECEIVE-OVERPAYMENT\"}', false",
    "PREPAYMENT, '{\"Type\":\"SPEND-PREPAYMENT\"}', true",
    "PREPAYMENT, '{\"Type\":\"RECEIVE-PREPAYMENT\"}', false",
    "INVOICE, '{\"Type\":\"ACCPAYCREDIT\"}', false"
  })
  void tellsWhatConcernsSuppliersOnly(String category, String data, boolean suppliers) {
    String body =
        new String(about(MINE), UTF_8)
            .replace("\"CONTACT\"", "\"%s\",\"data\":%s".formatted(category, data));
    var notices = new XeroNotices(new Keys(List.of("house"), Map.of()));
    assertThat(notices.read(body.getBytes(UTF_8)).notices())
        .singleElement()
        .satisfies(it -> assertThat(it.suppliers()).isEqualTo(suppliers));
  }

  private static boolean genuine(XeroNotices notices, byte[] body, String signature) {
    return notices.provenBy(body, signature).isPresent();
  }

  private static long allocated(Callable<?> work) throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.call();
    return threads.getCurrentThreadAllocatedBytes() - before;
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
