package dev.tandem.simulator.mail;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;

/** {@code /_simulator/mail…}: what was sent, and how the next mails fare. */
public final class MailControls {
  private static final String TAG = "Mail";
  private static final Schema MAIL =
      Schema.object("Mail")
          .with("id", Schema.id(), "as the sender was told")
          .with("at", Schema.moment(), "by the simulator's clock")
          .with("from", Schema.text(), "the sender")
          .with("to", Schema.either(Schema.text(), Schema.list(Schema.text())), "as it was sent")
          .with("subject", Schema.text(), "the heading")
          .maybe("text", Schema.text(), "the plain body")
          .maybe("html", Schema.text(), "the laid-out body");

  private final Mailbox mailbox;
  private final MailEndpoint endpoint;

  public MailControls(Mailbox mailbox, MailEndpoint endpoint) {
    this.mailbox = mailbox;
    this.endpoint = endpoint;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "mail",
            Operation.of(TAG, "The mails that apps sent, newest last")
                .detail("Apps send them with POST /emails, as to Resend. None leaves the machine.")
                .answers(Schema.list(MAIL), "at most 500"),
            request -> list())
        .delete(
            "mail",
            Operation.of(TAG, "Forget the mails that were sent").answersNothing(),
            request -> clear())
        .post(
            "mail/troubles",
            Operation.of(TAG, "Answer the next mails with an error of Resend's")
                .needs("name", Schema.text(), "rate_limit_exceeded for instance")
                .takes("count", Schema.integer(1, 10_000).otherwise(1), "how many of them")
                .answersNothing(),
            this::failNext)
        .post(
            "mail/limit",
            Operation.of(TAG, "Change how many mails a second are taken")
                .takes("perSecond", Schema.integer(0, 1_000_000).otherwise(5), "requests a second")
                .answersNothing(),
            this::limit);
  }

  private Response list() {
    var array = Json.array();
    mailbox.all().forEach(array::add);
    return Response.json(200, array);
  }

  private Response clear() {
    mailbox.clear();
    return Response.empty(204);
  }

  private Response failNext(Request request) {
    String name = request.query().get("name", "");
    return endpoint.failNext(name, (int) request.query().number("count", 1))
        ? Response.empty(204)
        : Response.json(400, Json.object().put("error", "There is no trouble called " + name));
  }

  private Response limit(Request request) {
    endpoint.allow((int) request.query().number("perSecond", 5));
    return Response.empty(204);
  }
}
