package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stand-in for Resend. */
class SimMailTest {
  private static final String MAIL =
      "{'from':'Desk <desk@harbour.example>','to':['jo@example.com'],'subject':'Hello','text':'Word'}";

  private XeroSimulator simulator;
  private Xero caller;

  @BeforeEach
  void start() {
    simulator = XeroSimulator.start(SimulatorSettings.defaults());
    caller = new Xero(simulator.uri()).with("Authorization", "Bearer re_key");
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void takesAMailAndShowsItToPeople() {
    Xero.Reply sent = send(caller, MAIL);
    assertThat(sent.status()).isEqualTo(200);
    String id = sent.json().path("id").asString();
    assertThat(caller.send("GET", "/emails/" + id, "").json().path("subject").asString())
        .isEqualTo("Hello");
    assertThat(new Xero(simulator.uri()).send("GET", "/console/mail", "").body())
        .contains("Hello", "jo@example.com", "Word");
  }

  @Test
  void aRepeatedKeyGetsTheFirstAnswerForADay() {
    Xero keyed = caller.with("Idempotency-Key", "k1");
    Xero.Reply first = send(keyed, MAIL);
    simulator.advance(Duration.ofHours(23));
    assertThat(send(keyed, MAIL).body()).isEqualTo(first.body());
    assertThat(error(send(keyed, MAIL.replace("Word", "Other"))))
        .isEqualTo("409 invalid_idempotent_request");
    assertThat(mails()).isEqualTo(1);
    simulator.advance(Duration.ofHours(2));
    send(keyed, MAIL);
    assertThat(mails()).isEqualTo(2);
  }

  @Test
  void saysByNameWhatIsWrong() {
    Xero nobody = new Xero(simulator.uri());
    assertThat(error(send(nobody, MAIL))).isEqualTo("401 missing_api_key");
    assertThat(error(send(nobody.with("Authorization", "Bearer sk_key"), MAIL)))
        .isEqualTo("403 invalid_api_key");
    assertThat(error(send(caller, MAIL.replace("'subject':'Hello',", ""))))
        .isEqualTo("422 missing_required_field");
    assertThat(error(send(caller, MAIL.replace("jo@example.com", "jo"))))
        .isEqualTo("422 invalid_parameter");
    simulator.advance(Duration.ofSeconds(1));
    assertThat(error(send(caller, MAIL.replace("harbour.example", "unverified.example"))))
        .isEqualTo("403 validation_error");
    assertThat(error(caller.send("GET", "/emails/none", ""))).isEqualTo("404 not_found");
    assertThat(mails()).isZero();
  }

  @Test
  void takesFiveRequestsASecond() {
    caller.control("POST", "mail/limit?perSecond=1");
    int refused = 0;
    for (int i = 0; i < 20 && refused == 0; i++) {
      Xero.Reply reply = send(caller, MAIL);
      if (reply.status() == 429) {
        refused++;
        assertThat(error(reply)).isEqualTo("429 rate_limit_exceeded");
        assertThat(reply.header("retry-after")).isEqualTo("1");
      }
    }
    assertThat(refused).isEqualTo(1);
    simulator.advance(Duration.ofSeconds(2));
    assertThat(send(caller, MAIL).status()).isEqualTo(200);
  }

  @Test
  void failsAsAsked() {
    caller.control("POST", "mail/troubles?name=service_unavailable&count=2");
    assertThat(error(send(caller, MAIL))).isEqualTo("503 service_unavailable");
    assertThat(error(send(caller, MAIL))).isEqualTo("503 service_unavailable");
    assertThat(send(caller, MAIL).status()).isEqualTo(200);
    assertThat(caller.control("POST", "mail/troubles?name=nonsense").status()).isEqualTo(400);
    simulator.reset();
    assertThat(mails()).isZero();
  }

  private static Xero.Reply send(Xero from, String mail) {
    return from.send("POST", "/emails", mail.replace('\'', '"'));
  }

  private int mails() {
    return caller.control("GET", "mail").json().size();
  }

  private static String error(Xero.Reply reply) {
    return reply.json().path("statusCode").asInt() + " " + reply.json().path("name").asString();
  }
}
