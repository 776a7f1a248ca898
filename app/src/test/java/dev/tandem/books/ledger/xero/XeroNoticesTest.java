package dev.tandem.books.ledger.xero;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class XeroNoticesTest {

  private static final byte[] BODY = "{\"events\":[]}".getBytes(UTF_8);

  @Test
  void believesNothingWithoutAKey() throws Exception {
    for (String none : new String[] {"", " ", ",", " , "}) {
      var notices = new XeroNotices(none);
      assertThat(notices.provable()).isFalse();
      assertThat(notices.genuine(BODY, "")).isFalse();
      assertThat(notices.genuine(BODY, signature(" "))).isFalse();
    }
  }

  @Test
  void believesEachOfSeveralKeys() throws Exception {
    var notices = new XeroNotices("new , old");
    assertThat(notices.provable()).isTrue();
    assertThat(notices.genuine(BODY, signature("new"))).isTrue();
    assertThat(notices.genuine(BODY, signature("old"))).isTrue();
    assertThat(notices.genuine(BODY, signature("new , old"))).isFalse();
  }

  private static String signature(String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(BODY));
  }
}
