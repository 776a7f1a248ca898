package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.mail.Mailbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The mails that apps have sent, newest first. None of them left the machine. */
final class MailPage {
  private final Mailbox mailbox;

  MailPage(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  Response show(Request request) {
    List<ObjectNode> mails = mailbox.all().reversed();
    return Frame.page(
        request,
        "Mail",
        mails.isEmpty()
            ? new Markup(
                "<p class=\"quiet\">No mail was sent yet. Nothing leaves this machine.</p>")
            : Markup.join(mails.stream().map(MailPage::card)));
  }

  private static Markup card(ObjectNode mail) {
    return Markup.of(
        """
        <section class="card" aria-label="{}">
          <h2>{}</h2>
          <p class="quiet"><time>{}</time> · from {} to {}</p>
          {}
        </section>
        """,
        mail.path("subject").asString(),
        mail.path("subject").asString(),
        Instant.parse(mail.path("at").asString()).truncatedTo(ChronoUnit.SECONDS),
        mail.path("from").asString(),
        people(mail.path("to")),
        Markup.join(
            mail.path("text")
                .asString("")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Markup.of("<p>{}</p>", line))));
  }

  private static String people(JsonNode to) {
    return to.isArray()
        ? String.join(", ", to.valueStream().map(JsonNode::asString).toList())
        : to.asString();
  }
}
