package dev.tandem.books.inbox;

import dev.tandem.books.inbox.IntentTrial.Line;
import dev.tandem.books.ledger.Notices;
import dev.tandem.shared.Addresses;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Calls our own public address as Xero does when it asks whether we intend to receive: what is
 * rightly signed wants 200 and nothing else, and what is not wants 401.
 */
@Component
class WebhookExamination implements Examination {

  private final Addresses addresses;
  private final Notices notices;

  WebhookExamination(Addresses addresses, Notices notices) {
    this.addresses = addresses;
    this.notices = notices;
  }

  @Override
  public Chapter chapter() {
    return Chapter.WEBHOOKS;
  }

  @Override
  public List<Finding> examine() {
    if (!addresses.isPublic()) {
      return List.of(
          Finding.look(
              "Webhook",
              "No public address is set, so it cannot be tried and Xero cannot reach it. Payments made in Xero are noticed by regular reading, within some 15 minutes.",
              "Set TANDEM_PUBLIC_URL when this installation has one."));
    }
    return List.of(examine(addresses.of(IntentTrial.PATHS.getFirst()), notices));
  }

  static Finding examine(URI address, Notices notices) {
    List<Line> lines = IntentTrial.play(address, notices.testCalls(Set.of()));
    Optional<Line> trouble = lines.stream().filter(it -> !it.well()).findFirst();
    if (trouble.isPresent()) {
      return notAsExpected(address, trouble.get());
    }
    if (lines.stream().anyMatch(it -> it.wanted() == 200)) {
      return Finding.fine(
          "Webhook", address + " takes what is rightly signed and refuses what is not.");
    }
    return notices.provable()
        ? Finding.fine(
            "Webhook",
            address
                + " refuses what is wrongly signed. The keys of custom connections prove calls about their own"
                + " organisation only, so a right signature was not tried.")
        : Finding.look(
            "Webhook",
            address + " answers, but without a key it refuses every call.",
            "Create a webhook on the app's Webhooks page at Xero and set its key as XERO_WEBHOOK_KEY.");
  }

  private static Finding notAsExpected(URI address, Line line) {
    if (line.status() == null) {
      return Finding.wrong("Webhook", "%s cannot be reached.".formatted(address), line.meaning());
    }
    return Finding.wrong(
        "Webhook",
        "%s answered %d (%d bytes) to a call that was %s; %d and nothing else was expected."
            .formatted(
                address,
                line.status(),
                line.bytes(),
                line.wanted() == 200 ? "rightly signed" : "wrongly signed",
                line.wanted()),
        line.meaning());
  }
}
