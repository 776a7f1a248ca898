package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Shape;
import dev.tandem.simulator.http.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the elements of one call in their order. With {@code summarizeErrors=false} each stands
 * for itself; otherwise one bad element refuses the call and leaves the books as they were.
 */
public final class Elements {
  /** Stores one element and returns the document; throws {@link Invalid} to refuse it. */
  @FunctionalInterface
  public interface Saver {
    ObjectNode save(ObjectNode sent, Problems problems);
  }

  private record Outcome(
      ObjectNode sent, @Nullable ObjectNode saved, List<String> errors, List<String> warnings) {}

  private final Ledger ledger;
  private final Kind kind;
  private final Function<ObjectNode, ObjectNode> view;

  public Elements(Ledger ledger, Kind kind, Function<ObjectNode, ObjectNode> view) {
    this.ledger = ledger;
    this.kind = kind;
    this.view = view;
  }

  public Response write(ApiCall call, Collection<ObjectNode> sent, Saver saver) {
    List<ObjectNode> answers =
        ledger.writing(
            () -> {
              List<Outcome> outcomes = sent.stream().map(each -> save(each, saver)).toList();
              if (!call.eachForItself()) {
                refuseIfAnyFailed(outcomes);
              }
              return outcomes.stream().map(each -> answer(each, call.eachForItself())).toList();
            });
    return Response.json(200, Wire.envelope(ledger.now(), kind.collection(), answers, null));
  }

  private Outcome save(ObjectNode sent, Saver saver) {
    int mark = ledger.mark();
    Problems problems = new Problems();
    try {
      ObjectNode saved = saver.save(sent, problems);
      return new Outcome(sent, saved, List.of(), problems.warnings());
    } catch (Invalid invalid) {
      ledger.rollback(mark);
      return new Outcome(sent, null, invalid.messages(), problems.warnings());
    }
  }

  private void refuseIfAnyFailed(List<Outcome> outcomes) {
    List<ObjectNode> failed = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.saved == null) {
        failed.add(refused(outcome));
      }
    }
    if (!failed.isEmpty()) {
      throw ApiErrors.validation(failed);
    }
  }

  private ObjectNode answer(Outcome outcome, boolean withVerdict) {
    ObjectNode saved = outcome.saved;
    if (saved == null) {
      return verdict(refused(outcome), "ERROR");
    }
    // A later element of the same call may have changed the document again.
    String id = saved.path(kind.idField()).asString("");
    ObjectNode answer = view.apply(ledger.get(kind, id).orElse(saved));
    if (withVerdict) {
      verdict(answer, outcome.warnings.isEmpty() ? "OK" : "WARNING");
    }
    if (!outcome.warnings.isEmpty()) {
      Refused.messages(answer, "Warnings", outcome.warnings);
    }
    return answer;
  }

  /** Only types that publish a verdict have one. */
  private ObjectNode verdict(ObjectNode element, String verdict) {
    boolean published = Shape.named(kind.singular()).property("StatusAttributeString").isPresent();
    return published ? element.put("StatusAttributeString", verdict) : element;
  }

  private ObjectNode refused(Outcome outcome) {
    return new Refused(ledger, kind, view).show(outcome.sent, outcome.errors, outcome.warnings);
  }
}
