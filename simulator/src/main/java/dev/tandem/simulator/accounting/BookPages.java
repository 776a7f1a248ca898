package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
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

  /** Those that say the term in one of the fields; all of them if the term is empty. */
  public Page find(Kind kind, String term, List<String> fields, int page) {
    String key = Text.key(term);
    return page(
        kind,
        each ->
            key.isEmpty()
                || Text.key(each.path("Reference").asString("")).contains(key)
                || fields.stream().anyMatch(field -> Text.key(said(each, field)).contains(key)),
        page);
  }

  /** What a field tells a person: of a record inside, its name. */
  public String said(ObjectNode document, String field) {
    JsonNode value = document.path(field);
    return switch (field) {
      case "Contact" -> name(Kind.CONTACT, value, "ContactID", "Name");
      case "Account", "BankAccount" -> name(Kind.ACCOUNT, value, "AccountID", "Name");
      case "Invoice" -> name(Kind.INVOICE, value, "InvoiceID", "InvoiceNumber");
      default -> value.isContainer() ? "" : value.asString("");
    };
  }

  private String name(Kind kind, JsonNode inside, String idField, String nameField) {
    return ledger
        .get(kind, inside.path(idField).asString(""))
        .map(found -> found.path(nameField).asString(""))
        .filter(name -> !name.isEmpty())
        .orElse(inside.path(nameField).asString(""));
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

  public Optional<ObjectNode> get(Kind kind, String id) {
    return ledger.reading(() -> ledger.get(kind, id));
  }

  /** History or attachments of a document, oldest first. */
  public List<ObjectNode> about(Kind kind, String id) {
    return ledger.reading(() -> ledger.find(kind, "about", id).toList());
  }

  /** How many there are of a kind. */
  public int count(Kind kind) {
    return ledger.reading(() -> ledger.count(kind));
  }
}
