package dev.tandem.bench.chaos;

import dev.tandem.bench.chaos.Acknowledged.Client;
import dev.tandem.bench.chaos.Acknowledged.Invoice;
import dev.tandem.bench.chaos.Acknowledged.Payment;
import dev.tandem.bench.chaos.Finding.Sort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Holds three against each other, record by record: what was acknowledged, what the application
 * says now, and what stands in the books over there.
 */
final class Comparison {

  private final Acknowledged acknowledged;
  private final Ours ours;
  private final Books there;
  private final List<Finding> findings = new ArrayList<>();

  Comparison(Acknowledged acknowledged, Ours ours, Books there) {
    this.acknowledged = acknowledged;
    this.ours = ours;
    this.there = there;
  }

  List<Finding> findings() {
    eachLinkOnce();
    acknowledged.clients().forEach(this::client);
    acknowledged.invoices().forEach(this::invoice);
    acknowledged
        .invoices()
        .forEach(invoice -> invoice.payments.forEach(it -> payment(invoice, it)));
    strangers();
    holds();
    count("clients", acknowledged.clients().size(), ours.clients());
    count("invoices", acknowledged.invoices().size(), ours.invoices());
    return List.copyOf(findings);
  }

  private void eachLinkOnce() {
    var seen = new HashSet<String>();
    ours.links().stream()
        .filter(it -> !seen.add(it.kind() + " " + it.ledgerId()))
        .forEach(it -> find(Sort.DOUBLED, it.kind() + " " + it.ledgerId() + " is linked twice"));
  }

  private void client(Client it) {
    String name = "client " + it.id;
    JsonNode here = ours.record(it.id);
    Records.client(it, here).forEach(text -> find(Sort.MISMATCHED, name + " here: " + text));
    List<JsonNode> theirs = there.contacts(it.id);
    if (isThereOnce(name, it.id, theirs, it.archived)) {
      differ(it.id, name, Records.contact(here, theirs.getFirst()));
    }
  }

  private void invoice(Invoice it) {
    JsonNode here = ours.record(it.id);
    String number = here.path("number").asString("");
    String name = "invoice " + it.id + " " + number;
    Records.invoice(it, here).forEach(text -> find(Sort.MISMATCHED, name + " here: " + text));
    if (number.isEmpty()) {
      // A draft is nobody's business but ours.
      return;
    }
    List<JsonNode> theirs = there.invoices(number);
    if (isThereOnce(name, it.id, theirs, it.status.equals("VOIDED"))) {
      differ(it.id, name, Records.document(here, theirs.getFirst(), ours.ledgerId(it.client)));
    }
  }

  private void payment(Invoice invoice, Payment it) {
    String name = "payment " + it.id + " on " + invoice.id;
    List<JsonNode> theirs = there.payments(Records.word(it.id));
    if (isThereOnce(name, it.id, theirs, it.removed)) {
      differ(it.id, name, Records.payment(it, theirs.getFirst(), ours.ledgerId(invoice.id)));
    }
  }

  /**
   * @param mayBeMissing it was taken back, perhaps before it had to go
   */
  private boolean isThereOnce(String name, UUID id, List<JsonNode> theirs, boolean mayBeMissing) {
    if (theirs.size() > 1) {
      find(Sort.DOUBLED, name + " is there " + theirs.size() + " times");
    } else if (theirs.isEmpty() && !mayBeMissing && ours.inStep(id)) {
      find(Sort.LOST, name + " is not there");
    } else if (theirs.size() == 1 && !Books.id(theirs.getFirst()).equals(ours.ledgerId(id))) {
      find(Sort.MISMATCHED, name + " is linked with " + ours.ledgerId(id) + ", not with its own");
    }
    return theirs.size() == 1;
  }

  /** A change that is kept back differs for a reason, which {@link #holds} judges. */
  private void differ(UUID id, String name, List<String> texts) {
    if (ours.inStep(id)) {
      texts.forEach(it -> find(Sort.MISMATCHED, name + " there: " + it));
    }
  }

  /** The organisation was empty, and nobody but us wrote into it. */
  private void strangers() {
    Set<String> linked =
        ours.links().stream().map(Office.Link::ledgerId).collect(Collectors.toSet());
    there.all().stream()
        .filter(it -> !linked.contains(Books.id(it)))
        .forEach(it -> find(Sort.DOUBLED, "Nobody's: " + it));
  }

  /** Nothing in a run gives the ledger a reason to refuse, so nothing may be kept back. */
  private void holds() {
    ours.standings()
        .values()
        .forEach(
            it ->
                find(
                    Sort.UNEXPLAINED,
                    "%s is %s: %s"
                        .formatted(
                            it.record(),
                            it.state(),
                            it.reason() == null ? "no reason is given" : it.reason())));
  }

  private void count(String what, int wanted, int now) {
    if (now != wanted) {
      find(
          now < wanted ? Sort.LOST : Sort.DOUBLED,
          "There are " + now + " " + what + " here, not " + wanted);
    }
  }

  private void find(Sort sort, String what) {
    findings.add(new Finding(sort, what));
  }
}
