package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Shape;
import dev.tandem.simulator.accounting.books.Shape.Property;
import dev.tandem.simulator.accounting.books.Shape.Sort;
import dev.tandem.simulator.http.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An element as a refusal shows it: what is known of the document, over it what was sent, and why
 * it was refused. One that does not exist has an id of zeros.
 */
final class Refused {
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  /** Lists that a refused element shows even when nothing was sent for them. */
  private static final Set<String> SHOWN_EMPTY =
      Set.of(
          "Payments",
          "CreditNotes",
          "Prepayments",
          "Overpayments",
          "Allocations",
          "ContactGroups",
          "ContactPersons",
          "Contacts");

  /** Types whose values could each be refused. */
  private static final Set<String> TOLD_APART = Set.of("LineItem", "Address", "Phone", "Bill");

  private final Ledger ledger;
  private final Kind kind;
  private final Shape shape;
  private final Function<ObjectNode, ObjectNode> view;

  Refused(Ledger ledger, Kind kind, Function<ObjectNode, ObjectNode> view) {
    this.ledger = ledger;
    this.kind = kind;
    this.shape = Shape.named(kind.singular());
    this.view = view;
  }

  ObjectNode show(ObjectNode sent, List<String> errors, List<String> warnings) {
    ObjectNode element = known(sent).orElseGet(this::blank);
    element.setAll(echo(sent, shape));
    flag(element);
    messages(element, "ValidationErrors", errors);
    if (!warnings.isEmpty()) {
      messages(element, "Warnings", warnings);
    }
    return element;
  }

  private Optional<ObjectNode> known(ObjectNode sent) {
    String id = Indexes.key(sent.path(kind.idField()).asString(""));
    return ledger.get(kind, id).map(view);
  }

  private ObjectNode blank() {
    ObjectNode element = Json.object();
    if (shape.property(kind.idField()).filter(id -> id.sort() == Sort.ID).isPresent()) {
      element.put(kind.idField(), NO_ID);
    }
    for (Property property : shape.byKey().values()) {
      if (SHOWN_EMPTY.contains(property.name()) && property.sort() == Sort.MANY) {
        element.putArray(property.name());
      }
    }
    return element;
  }

  /** What was sent as far as it is published, with dates in Xero's form. */
  private static ObjectNode echo(ObjectNode sent, Shape shape) {
    ObjectNode out = Json.object();
    for (var field : sent.properties()) {
      Optional<Property> property = shape.property(field.getKey());
      if (property.isPresent()
          && !field.getValue().isNull()
          && property.get().sort() != Sort.MOMENT) {
        echo(out, shape, property.get(), field.getValue());
      }
    }
    if (TOLD_APART.contains(shape.name())) {
      out.putArray("ValidationErrors");
    }
    return out;
  }

  private static void echo(ObjectNode out, Shape shape, Property property, JsonNode value) {
    Shape inner = Shape.named(property.of());
    if (value instanceof ObjectNode object) {
      out.set(property.name(), echo(object, inner));
    } else if (value.isArray()) {
      var array = out.putArray(property.name());
      value.forEach(
          each -> array.add(each instanceof ObjectNode object ? echo(object, inner) : each));
    } else if (property.sort() == Sort.DAY && !value.asString("").isBlank()) {
      Optional<LocalDate> day = Dates.day(value.asString());
      day.ifPresent(date -> out.put(property.name(), Dates.wire(date)));
      day.filter(date -> shape.property(property.name() + "String").isPresent())
          .ifPresent(date -> out.put(property.name() + "String", date + "T00:00:00"));
    } else {
      out.set(property.name(), value);
    }
  }

  /** Invoices and credit notes say HasErrors, contacts, groups and payments HasValidationErrors. */
  private void flag(ObjectNode element) {
    for (String name : new String[] {"HasErrors", "HasValidationErrors"}) {
      if (shape.property(name).isPresent()) {
        element.put(name, true);
      }
    }
  }

  static void messages(ObjectNode element, String name, List<String> messages) {
    var array = element.putArray(name);
    messages.forEach(message -> array.addObject().put("Message", message));
  }
}
