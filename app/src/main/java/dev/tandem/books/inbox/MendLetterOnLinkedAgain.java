package dev.tandem.books.inbox;

import dev.tandem.books.mirror.LinkedAgain;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whether it is the one that stands here nobody has to say any more. */
@Component
class MendLetterOnLinkedAgain {

  private final DeadLetters letters;

  MendLetterOnLinkedAgain(DeadLetters letters) {
    this.letters = letters;
  }

  @EventListener
  void on(LinkedAgain event) {
    letters.mended(event.tenant(), List.of(event.ledgerId()));
  }
}
