package dev.tandem.books.web;

import dev.tandem.books.mailing.UnsentMails;
import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** E-mails of invoices that did not go, with the names under which people know the invoices. */
@Component
class UnsentMailRows {

  private static final int SIZE = 50;

  private final UnsentMails mails;
  private final RecordNames names;

  UnsentMailRows(UnsentMails mails, RecordNames names) {
    this.mails = mails;
    this.names = names;
  }

  /** One of them. */
  public record Row(UnsentMails.Unsent mail, Named named) {}

  List<Row> newest() {
    List<UnsentMails.Unsent> found = mails.newest(SIZE);
    Map<RecordRef, Named> named = names.of(found.stream().map(UnsentMailRows::ref).toList());
    return found.stream()
        .map(it -> new Row(it, Objects.requireNonNull(named.get(ref(it)))))
        .toList();
  }

  private static RecordRef ref(UnsentMails.Unsent it) {
    return new RecordRef("invoice", it.invoice().value());
  }
}
