package dev.tandem.books.inbox;

import dev.tandem.books.mirror.ContactsLinked;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Many that are linked one after the other cost one look. */
@Component
class LookForDepositsOnContactsLinked {

  private final FirstCredits credits;

  LookForDepositsOnContactsLinked(FirstCredits credits) {
    this.credits = credits;
  }

  @EventListener
  void on(ContactsLinked event) {
    credits.wantAll(event.tenant());
  }
}
