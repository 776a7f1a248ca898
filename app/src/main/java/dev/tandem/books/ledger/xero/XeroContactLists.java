package dev.tandem.books.ledger.xero;

import dev.tandem.books.ledger.Beside;
import dev.tandem.books.ledger.ContactLists;
import java.util.List;
import org.springframework.stereotype.Component;

/** A Xero contact's lists. */
@Component
class XeroContactLists implements ContactLists {

  @Override
  public List<Beside> beside(String kept) {
    return ContactTranslation.beside(kept);
  }
}
