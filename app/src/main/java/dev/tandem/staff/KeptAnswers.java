package dev.tandem.staff;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Answers that are kept for programs that ask the same again under an {@code Idempotency-Key}. */
@Component
public class KeptAnswers {

  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient jdbc;

  KeptAnswers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those that have one of these words in them keep their status, and nothing of what they said.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void erase(Collection<String> values) {
    for (String value : values) {
      erase(value);
      String written = asJson(value);
      if (!written.equals(value)) {
        erase(written);
      }
    }
  }

  private void erase(String value) {
    jdbc.sql(
            "update practice.answered_request set body = ''::bytea where position(?::bytea in body) > 0")
        .param(value.getBytes(StandardCharsets.UTF_8))
        .update();
  }

  /** Quotation marks and backslashes of a name stand differently in an answer. */
  private static String asJson(String value) {
    String quoted = JSON.writeValueAsString(value);
    return quoted.substring(1, quoted.length() - 1);
  }
}
