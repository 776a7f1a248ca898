package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** The books page by page, for people: latest change first, searchable. */
public final class BookPages {
  /** Rows on a page. */
  public static final int SIZE = 25;

  /** One page of documents as they are stored, and how many there are in all. */
  public record Page(List<ObjectNode> rows, int number, int total) {
    public int count() {
      return Math.max(1, (total + SIZE - 1) / SIZE);
    }
  }

  private final Ledger ledger;

  public BookPages(Ledger ledger) {
    this.ledger = ledger;
  }

  public Page contacts(String search, int page) {
    String key = Text.key(search);
    return page(
        Kind.CONTACT, each -> says(each, "Name", key) || says(each, "EmailAddress", key), page);
  }

  public Page invoices(String search, int page) {
    String key = Text.key(search);
    return page(
        Kind.INVOICE,
        each ->
            says(each, "InvoiceNumber", key)
                || says(each, "Reference", key)
                || says(each, "Status", key)
                || Text.key(contactName(each)).contains(key),
        page);
  }

  private static boolean says(ObjectNode document, String field, String key) {
    return key.isEmpty() || Text.key(document.path(field).asString("")).contains(key);
  }

  private Page page(Kind kind, Predicate<ObjectNode> condition, int number) {
    return ledger.reading(
        () -> {
          List<ObjectNode> found = ledger.all(kind).filter(condition).toList().reversed();
          int last = Math.max(1, (found.size() + SIZE - 1) / SIZE);
          int shown = Math.clamp(number, 1, last);
          List<ObjectNode> rows = found.stream().skip((shown - 1L) * SIZE).limit(SIZE).toList();
          return new Page(rows, shown, found.size());
        });
  }

  public Optional<ObjectNode> contact(String id) {
    return ledger.reading(() -> ledger.get(Kind.CONTACT, id));
  }

  public String contactName(ObjectNode invoice) {
    return ledger
        .get(Kind.CONTACT, invoice.path("Contact").path("ContactID").asString(""))
        .map(contact -> contact.path("Name").asString(""))
        .orElse("");
  }

  /** How many contacts, invoices and payments there are. */
  public int count(Kind kind) {
    return ledger.reading(() -> ledger.count(kind));
  }
}
