package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the options of one tracking category, which is given as a copy that may be changed. */
final class OptionWriter {
  private static final String NOT_UNIQUE =
      "For each specified tracking option the name must be unique.";

  private final Ledger ledger;
  private final ObjectNode category;
  private final List<ObjectNode> written = new ArrayList<>();

  OptionWriter(Ledger ledger, ObjectNode category) {
    this.ledger = ledger;
    this.category = category;
  }

  /** What was written, in the order in which it was. */
  List<ObjectNode> written() {
    return written;
  }

  /** One option, or several under the name Options. */
  OptionWriter add(ObjectNode sent) {
    OptionWriter next = new OptionWriter(ledger, category.deepCopy());
    JsonNode list =
        sent.path("Options").isArray() ? sent.path("Options") : sent.arrayNode().add(sent);
    return next.saving(
        problems ->
            list.forEach(
                each -> {
                  if (each instanceof ObjectNode option) {
                    next.write(option, next.blank(), problems);
                  }
                }),
        sent);
  }

  OptionWriter update(String id, ObjectNode sent) {
    OptionWriter next = new OptionWriter(ledger, category.deepCopy());
    ObjectNode option = next.known(id).orElseThrow(ApiErrors::notFound);
    Fields.said(sent, "Status").ifPresent(it -> option.put("Status", TrackingWriter.known(it)));
    return next.saving(problems -> next.write(sent, option, problems), sent);
  }

  OptionWriter delete(String id) {
    OptionWriter next = new OptionWriter(ledger, category.deepCopy());
    ObjectNode option = next.known(id).orElseThrow(ApiErrors::notFound);
    boolean used = new Usage(ledger).option(option.path("TrackingOptionID").asString());
    option.put("Status", used ? "ARCHIVED" : "DELETED");
    if (!used) {
      next.options().removeIf(each -> each.path("Status").asString().equals("DELETED"));
    }
    next.written.add(option);
    return next.saving(problems -> {}, option);
  }

  /** An element refused is answered as every validation error is. */
  private OptionWriter saving(java.util.function.Consumer<Problems> work, ObjectNode sent) {
    Problems problems = new Problems();
    try {
      work.accept(problems);
      problems.refuse();
      ledger.put(Kind.TRACKING, category);
      return this;
    } catch (Invalid invalid) {
      ObjectNode element = sent.deepCopy().put("HasValidationErrors", true);
      ArrayNode errors = element.putArray("ValidationErrors");
      invalid.messages().forEach(each -> errors.addObject().put("Message", each));
      throw ApiErrors.validation(List.of(element));
    }
  }

  /** An option inside a category's body: with a known id renamed, else added. */
  void merge(ObjectNode sent, Problems problems) {
    Optional<ObjectNode> known = Fields.said(sent, "TrackingOptionID").flatMap(this::known);
    write(sent, known.orElseGet(this::blank), problems);
  }

  private void write(ObjectNode sent, ObjectNode option, Problems problems) {
    Fields.copyText(sent, option, "Name", 100, problems);
    String name = Indexes.key(option.path("Name").asString(""));
    problems.errorIf(name.isEmpty(), "Please enter a Name.");
    problems.errorIf(
        options()
            .valueStream()
            .filter(each -> !each.path("TrackingOptionID").equals(option.path("TrackingOptionID")))
            .anyMatch(each -> Indexes.key(each.path("Name").asString("")).equals(name)),
        NOT_UNIQUE);
    written.add(option);
  }

  private ObjectNode blank() {
    return options()
        .addObject()
        .put("TrackingOptionID", UUID.randomUUID().toString())
        .put("Name", "")
        .put("Status", "ACTIVE");
  }

  private Optional<ObjectNode> known(String id) {
    return options()
        .valueStream()
        .filter(each -> each.path("TrackingOptionID").asString("").equalsIgnoreCase(id.strip()))
        .map(each -> (ObjectNode) each)
        .findFirst();
  }

  private ArrayNode options() {
    return category.withArray("Options");
  }
}
