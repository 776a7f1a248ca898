package dev.tandem.xero.internal;

import dev.tandem.xero.CallFacts;
import java.nio.charset.StandardCharsets;

/** A complete HTTP answer of any status. */
@SuppressWarnings("ArrayRecordComponent") // passed along within one call, never compared
public record Answer(byte[] body, CallFacts facts) {

  public int status() {
    return facts.status();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
