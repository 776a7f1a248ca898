package dev.tandem.bench.chaos;

import dev.tandem.bench.chaos.Acknowledged.Client;
import dev.tandem.bench.chaos.Acknowledged.Invoice;
import dev.tandem.bench.chaos.Acknowledged.Payment;
import dev.tandem.bench.chaos.Finding.Sort;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Holds three against each other, record by record: what was acknowledged, what the application
 * says now, and what stands in the books over there.
 */
final class Comparison {

  private final Acknowledged acknowledged;
  private final Office office;
  private final Room room;
  private final Doing doing;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<UUID, Standing> standings = new HashMap<>();
  private final Map<UUID, String> links = new HashMap<>();

  Comparison(Acknowledged acknowledged, Doing doing, Office office, Room room) {
    this.acknowledged = acknowledged;
    this.doing = doing;
    this.office = office;
    this.room = room;
  }

  /**
   * @param books over there, in Xero's shape
   */
  List<Finding> of(JsonNode books) throws InterruptedException {
    office.notInStep(room).forEach(it -> standings.put(it.record().id(), it));
    office.links(room).forEach(it -> links.put(it.record(), it.ledgerId()));
    eachLinkOnce();
    var there = new Books(books);
    clients(there);
    invoices(there);
    payments(there);
    strangers(there);
    holds();
    return List.copyOf(findings);
  }

  private void eachLinkOnce() {
    var seen = new HashSet<String>();
    office.links(room).stream()
        .filter(it -> !seen.add(it.kind() + " " + it.ledgerId()))
        .forEach(it -> find(Sort.DOUBLED, it.kind() + " " + it.ledgerId() + " is linked twice"));
  }

  private void clients(Books there) throws InterruptedException {
    for (Client it : acknowledged.clients()) {
      String name = "client " + it.id;
      JsonNode ours = doing.get("/api/v1/clients/" + it.id);
      Records.client(it, ours).forEach(text -> find(Sort.MISMATCHED, name + " here: " + text));
      List<JsonNode> theirs = there.contacts(it.id);
      if (isThereOnce(name, it.id, theirs, it.archived)) {
        Records.contact(ours, theirs.getFirst())
            .forEach(text -> differs(it.id, name + " there: " + text));
      }
    }
    count("clients", acknowledged.clients().size(), "/api/v1/clients?status=all&size=1");
  }

  private void invoices(Books there) throws InterruptedException {
    for (Invoice it : acknowledged.invoices()) {
      String name = "invoice " + it.id;
      JsonNode ours = doing.get("/api/v1/invoices/" + it.id);
      Records.invoice(it, ours).forEach(text -> find(Sort.MISMATCHED, name + " here: " + text));
      String number = ours.path("number").asString("");
      boolean wanted = !number.isEmpty();
      List<JsonNode> theirs = there.invoices(number);
      if (!wanted || isThereOnce(name + " " + number, it.id, theirs, it.status.equals("VOIDED"))) {
        if (wanted) {
          Records.document(ours, theirs.getFirst(), links.get(it.client))
              .forEach(text -> differs(it.id, name + " " + number + " there: " + text));
        }
      }
    }
    count("invoices", acknowledged.invoices().size(), "/api/v1/invoices?size=1");
  }

  private void payments(Books there) {
    for (Invoice invoice : acknowledged.invoices()) {
      for (Payment it : invoice.payments) {
        String name = "payment " + it.id + " on " + invoice.id;
        List<JsonNode> theirs = there.payments(Records.word(it.id));
        if (isThereOnce(name, it.id, theirs, it.removed)) {
          Records.payment(it, theirs.getFirst(), links.get(invoice.id))
              .forEach(text -> differs(it.id, name + " there: " + text));
        }
      }
    }
  }

  /**
   * @param mayBeMissing it was taken back before it had to go
   */
  private boolean isThereOnce(String name, UUID id, List<JsonNode> theirs, boolean mayBeMissing) {
    if (theirs.size() > 1) {
      find(Sort.DOUBLED, name + " is there " + theirs.size() + " times");
    } else if (theirs.isEmpty() && !mayBeMissing && !standings.containsKey(id)) {
      find(Sort.LOST, name + " is not there");
    } else if (theirs.size() == 1 && !Books.id(theirs.getFirst()).equals(links.get(id))) {
      find(Sort.MISMATCHED, name + " is linked with " + links.get(id) + ", not with its own");
    }
    return theirs.size() == 1;
  }

  /** A change that is kept back with a reason is explained by it, which {@link #holds} judges. */
  private void differs(UUID id, String text) {
    if (!standings.containsKey(id)) {
      find(Sort.MISMATCHED, text);
    }
  }

  /** The organisation was empty, and nobody but us wrote into it. */
  private void strangers(Books there) {
    Set<String> ours = new HashSet<>(links.values());
    there.all().stream()
        .filter(it -> !ours.contains(Books.id(it)))
        .forEach(it -> find(Sort.DOUBLED, "Nobody's: " + it));
  }

  /** Nothing in a run gives the ledger a reason to refuse, so nothing may be left over. */
  private void holds() {
    standings
        .values()
        .forEach(
            it -> find(Sort.UNEXPLAINED, it.record() + " is " + it.state() + ": " + reason(it)));
  }

  private static String reason(Outbox.Standing it) {
    return it.reason() == null ? "no reason is given" : it.reason();
  }

  private void count(String what, int acknowledged, String list) throws InterruptedException {
    int now = doing.get(list).path("total").asInt();
    if (now != acknowledged) {
      Sort sort = now < acknowledged ? Sort.LOST : Sort.DOUBLED;
      find(sort, "There are " + now + " " + what + " here, not " + acknowledged);
    }
  }

  private void find(Sort sort, String what) {
    findings.add(new Finding(sort, what));
  }
}
