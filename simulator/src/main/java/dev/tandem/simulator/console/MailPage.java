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
  private final Frame frame;

  MailPage(Mailbox mailbox, Frame frame) {
    this.mailbox = mailbox;
    this.frame = frame;
  }

  Response show(Request request) {
    List<ObjectNode> mails = mailbox.all().reversed();
    return frame.page(
        request,
        "Mail",
        mails.isEmpty()
            ? Frame.empty(
                "No mail was sent yet",
                new Markup(
                    "<p>The simulator takes mail as Resend does, at <code>POST /emails</code> with"
                        + " any key that begins with <code>re_</code>. It appears here and leaves"
                        + " this machine never.</p>"))
            : Markup.join(mails.stream().map(MailPage::card)));
  }

  private static Markup card(ObjectNode mail) {
    return Markup.of(
        """
        <section class="card" aria-label="{}" data-key="{}">
          <h2>{}</h2>
          <p class="quiet"><time>{}</time> · from {} to {}</p>
          {}
        </section>
        """,
        mail.path("subject").asString(),
        mail.path("id").asString(),
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
