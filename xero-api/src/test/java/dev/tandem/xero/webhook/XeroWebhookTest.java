package dev.tandem.xero.webhook;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XeroWebhookTest {

  private static final String KEY = "SGVsbG8gdGhlcmUsIGxvb2tzIGxpa2UgYmFzZTY0IQ==";

  /**
   * Xero's intent-to-receive body: its spacing is uneven, so only the raw bytes can be verified.
   */
  private static final byte[] INTENT =
      "{\"events\":[],\"firstEventSequence\": 0,\"lastEventSequence\": 0, \"entropy\": \"S0m3r4Nd0m\"}"
          .getBytes(UTF_8);

  /** Computed outside this program: openssl dgst -sha256 -hmac KEY -binary | base64. */
  private static final String SIGNATURE = "K+2BMjtBPErsAlB9HqIEtv38ysC18iyV+tq+IbvOBGI=";

  private static final String EVENT =
      """
      {"events":[{"resourceUrl":"https://api.xero.com/api.xro/2.0/Invoices/717f2bfc-c6d4-41fd-b238-3f2f0c0cf777",
        "resourceId":"717f2bfc-c6d4-41fd-b238-3f2f0c0cf777","eventDateUtc":"2017-06-21T01:15:39.902",
        "eventType":"Update","eventCategory":"INVOICE","tenantId":"c2cc9b6e-9458-4c7d-93cc-f02b81b0594f",
        "tenantType":"ORGANISATION","data":{"Type":"ACCREC"}}],
       "lastEventSequence":7,"firstEventSequence":5,"entropy":"x"}
      """;

  @Test
  void believesTheSignatureOfTheRawBytes() {
    assertThat(XeroWebhook.verify(INTENT, SIGNATURE, List.of(KEY))).isTrue();
    assertThat(XeroWebhook.verify(INTENT, SIGNATURE, List.of("retired", KEY))).isTrue();
  }

  @Test
  void refusesTheSameContentInOtherBytes() {
    byte[] tidied = new String(INTENT, UTF_8).replace(" ", "").getBytes(UTF_8);
    assertThat(XeroWebhook.verify(tidied, SIGNATURE, List.of(KEY))).isFalse();
  }

  @Test
  void refusesASignatureOneCharacterOff() {
    String wrong = SIGNATURE.replace(SIGNATURE.charAt(3), SIGNATURE.charAt(3) == 'A' ? 'B' : 'A');
    assertThat(XeroWebhook.verify(INTENT, wrong, List.of(KEY))).isFalse();
  }

  @Test
  void refusesWhatHasNoSignatureOrNoKey() {
    assertThat(XeroWebhook.verify(INTENT, null, List.of(KEY))).isFalse();
    assertThat(XeroWebhook.verify(INTENT, "", List.of(KEY))).isFalse();
    assertThat(XeroWebhook.verify(INTENT, "é\u0000%", List.of(KEY))).isFalse();
    assertThat(XeroWebhook.verify(INTENT, SIGNATURE, List.of())).isFalse();
    assertThat(XeroWebhook.verify(INTENT, SIGNATURE, List.of(""))).isFalse();
  }

  @Test
  void doesNotDecodeTheKey() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    String decoded = Base64.getEncoder().encodeToString(mac.doFinal(INTENT));
    assertThat(XeroWebhook.verify(INTENT, decoded, List.of(KEY))).isFalse();
  }

  @Test
  void readsEventsAndSequences() throws MalformedWebhook {
    var delivery = XeroWebhook.parse(EVENT.getBytes(UTF_8));

    assertThat(delivery.firstEventSequence()).isEqualTo(5);
    assertThat(delivery.lastEventSequence()).isEqualTo(7);
    var event = delivery.events().getFirst();
    assertThat(event.resourceId())
        .isEqualTo(UUID.fromString("717f2bfc-c6d4-41fd-b238-3f2f0c0cf777"));
    assertThat(event.eventDateUtc()).isEqualTo(Instant.parse("2017-06-21T01:15:39.902Z"));
    assertThat(event.eventCategory()).isEqualTo("INVOICE");
    assertThat(event.tenantId()).hasToString("c2cc9b6e-9458-4c7d-93cc-f02b81b0594f");
    assertThat(event.tenantType()).isEqualTo("ORGANISATION");
  }

  @Test
  void readsAnIntentToReceive() throws MalformedWebhook {
    assertThat(XeroWebhook.parse(INTENT).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "\"events\"",
        "[]",
        "{}",
        "{\"events\":{}}",
        "{\"events\":[]} {}",
        "{\"events\":[],\"events\":7}",
        "{\"events\":[",
        "<html></html>",
        "\u0000\uffff"
      })
  void callsEveryOtherBodyMalformed(String body) {
    assertThatThrownBy(() -> XeroWebhook.parse(body.getBytes(UTF_8)))
        .isInstanceOf(MalformedWebhook.class);
  }

  @Test
  void callsNestingWithoutEndMalformed() {
    for (String deep : List.of("[".repeat(100_000), "{\"events\":".repeat(50_000))) {
      assertThatThrownBy(() -> XeroWebhook.parse(deep.getBytes(UTF_8)))
          .isInstanceOf(MalformedWebhook.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "7", "{\"resourceId\":\"x\"}", "{\"resourceId\":{\"a\":1}}"})
  void anEntryInAnotherFormDoesNotHideTheRest(String entry) throws MalformedWebhook {
    var delivery =
        XeroWebhook.parse(
            EVENT.replace("[{\"resourceUrl", "[" + entry + ",{\"resourceUrl").getBytes(UTF_8));
    assertThat(delivery.events()).hasSize(1);
    assertThat(delivery.unreadable()).isEqualTo(1);
  }

  @Test
  void countsEventsWithBrokenFields() throws MalformedWebhook {
    for (String broken :
        List.of(
            EVENT.replace("2017-06-21T01:15:39.902", "yesterday"),
            EVENT.replace("2017-06-21T01:15:39.902", " "),
            EVENT.replace("2017-06-21T01:15:39.902", "/Date(99999999999999999999)/"),
            EVENT.replace("c2cc9b6e-9458-4c7d-93cc-f02b81b0594f", "me"))) {
      var delivery = XeroWebhook.parse(broken.getBytes(UTF_8));
      assertThat(delivery.events()).isEmpty();
      assertThat(delivery.unreadable()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheEventWhole() throws MalformedWebhook {
    var event = XeroWebhook.parse(EVENT.getBytes(UTF_8)).events().getFirst();
    int begin = EVENT.indexOf("{\"resourceUrl");
    assertThat(new String(event.raw(), UTF_8))
        .isEqualTo(EVENT.substring(begin, EVENT.indexOf("}],") + 1));
  }

  /** Letters of several bytes, an element before it and a mark of the byte order move its place. */
  @Test
  void keepsTheBytesOfEachEvent() throws MalformedWebhook {
    String first = event("Zoë \uD83D\uDE00").replace("\":", "\" :");
    String second = event("Łódź");
    byte[] body =
        "\uFEFF{\"é\":[{}],\"events\":[ 7,%s , %s]}".formatted(first, second).getBytes(UTF_8);
    assertThat(XeroWebhook.parse(body).events())
        .extracting(it -> new String(it.raw(), UTF_8))
        .containsExactly(first, second);
  }

  @Test
  void callsAnotherEncodingMalformed() {
    assertThatThrownBy(() -> XeroWebhook.parse(EVENT.getBytes(UTF_16BE)))
        .isInstanceOf(MalformedWebhook.class);
  }

  private static String event(String name) {
    return """
        {"resourceId":"717f2bfc-c6d4-41fd-b238-3f2f0c0cf777","eventDateUtc":"2017-06-21T01:15:39.902",\
        "eventType":"Update","eventCategory":"INVOICE","tenantId":"c2cc9b6e-9458-4c7d-93cc-f02b81b0594f",\
        "data":{"Name":"%s","More":[[1,{"a":null}]]}}"""
        .formatted(name);
  }

  @Test
  void takesStrangeSequencesForNone() throws MalformedWebhook {
    var delivery =
        XeroWebhook.parse(
            "{\"events\":[],\"firstEventSequence\":\"a\",\"lastEventSequence\":1e99}"
                .getBytes(UTF_8));
    assertThat(delivery.firstEventSequence()).isZero();
    assertThat(delivery.lastEventSequence()).isZero();
    for (String strange :
        List.of("51482e4446311496674", "1e-99999999999", "[1]", "{\"a\":1e99999999999}", "null")) {
      assertThat(
              XeroWebhook.parse(
                      ("{\"events\":[],\"firstEventSequence\":%s,\"lastEventSequence\":\"8\"}")
                          .formatted(strange)
                          .getBytes(UTF_8))
                  .firstEventSequence())
          .as(strange)
          .isZero();
    }
  }
}
