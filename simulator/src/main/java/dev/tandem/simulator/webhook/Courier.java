package dev.tandem.simulator.webhook;

import dev.tandem.simulator.accounting.books.Switch;
import java.time.Duration;
import java.util.List;

/** Takes one delivery to its address, with the mischief that is planned for it. */
final class Courier {
  private final Registration registration;
  private final WebhookSender.Means means;

  Courier(Registration registration, WebhookSender.Means means) {
    this.registration = registration;
    this.means = means;
  }

  /** Whether the events need not be sent again; what is lost on purpose is not. */
  boolean accepted(List<Pending> batch) {
    pause(means.mischief().delay(batch));
    String body = Payload.of(batch);
    if (means.mischief().loses(batch)) {
      means.log().add(registration, body, "lost on purpose", Poster.Answer.NONE);
      return true;
    }
    boolean missigned = means.mischief().missigns(batch);
    boolean twice = means.mischief().duplicates(batch);
    Poster.Answer answer = post(body, missigned, missigned ? "signed wrongly on purpose" : "");
    if (twice) {
      post(body, missigned, "sent twice on purpose");
    }
    return means.switches().is(Switch.WEBHOOK_ONLY_200)
        ? answer.status() == 200
        : answer.accepted();
  }

  private Poster.Answer post(String body, boolean missigned, String note) {
    String signature =
        missigned
            ? Signature.wrong(Signature.Wrong.FIRST_CHARACTER, body, registration.key())
            : Signature.of(body, registration.key());
    Poster.Answer answer = means.poster().post(registration.url(), body, signature);
    means.log().add(registration, body, note, answer);
    return answer;
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
