package dev.tandem.simulator.mail;

import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;

/** {@code /_simulator/mail…}: what was sent, and how the next mails fare. */
public final class MailControls {
  private final Mailbox mailbox;
  private final MailEndpoint endpoint;

  public MailControls(Mailbox mailbox, MailEndpoint endpoint) {
    this.mailbox = mailbox;
    this.endpoint = endpoint;
  }

  /** The table of contents. */
  public void addRoutes(Routes<Handler> routes) {
    routes
        .get("/_simulator/mail", request -> list())
        .delete("/_simulator/mail", request -> clear())
        .post("/_simulator/mail/troubles", this::failNext)
        .post("/_simulator/mail/limit", this::limit);
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
