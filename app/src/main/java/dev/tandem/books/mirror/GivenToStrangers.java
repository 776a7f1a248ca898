package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Documents that somebody gave in the ledger to a contact who was not known here. */
@Component
class GivenToStrangers {

  private final RecordMirrors mirrors;
  private final Links links;
  private final ApplicationEventPublisher events;

  GivenToStrangers(RecordMirrors mirrors, Links links, ApplicationEventPublisher events) {
    this.mirrors = mirrors;
    this.links = links;
    this.events = events;
  }

  /**
   * Has those that are told as such read anew: a contact stands for somebody here now, or for
   * somebody else. Nothing of them has changed over there, so no reading would show them by itself.
   * The same of deposits is told to whoever reads them.
   */
  void readAgain(UUID tenant) {
    for (Kind kind : List.of(Kind.INVOICE, Kind.CREDIT_NOTE)) {
      List<String> told =
          Stream.ofNullable(mirrors.of(kind).unknownWords())
              .flatMap(it -> links.heldWith(kind, tenant, it).stream())
              .toList();
      if (!told.isEmpty()) {
        events.publishEvent(new RecordsToReadAgain(tenant, kind, told));
      }
    }
    events.publishEvent(new ContactsLinked(tenant));
  }
}
