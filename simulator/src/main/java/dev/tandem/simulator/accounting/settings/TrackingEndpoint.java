package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** {@code /TrackingCategories} and the options in them. */
public final class TrackingEndpoint implements Resource {
  private final Listing whole = new Listing(Kind.TRACKING, SettingsLists.WHOLE);
  private final Listing active =
      new Listing(
          Kind.TRACKING,
          SettingsLists.WHOLE,
          each -> each.path("Status").asString("").equals("ACTIVE"));

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings")
        .get("/TrackingCategories", this::list)
        .get("/TrackingCategories/{id}", this::one)
        .put("/TrackingCategories", this::create)
        .post("/TrackingCategories/{id}", this::update)
        .delete("/TrackingCategories/{id}", this::delete)
        .put("/TrackingCategories/{id}/Options", this::addOptions)
        .post("/TrackingCategories/{id}/Options/{option}", this::updateOption)
        .delete("/TrackingCategories/{id}/Options/{option}", this::deleteOption);
  }

  /** Archived categories and options only when asked for. */
  Response list(ApiCall call) {
    boolean archived = call.query().flag("includeArchived");
    return (archived ? whole : active)
        .answer(call, (stored, detail) -> TrackingView.show(stored, archived));
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> Answers.one(ledger, Kind.TRACKING, TrackingView.show(found(call), true)));
  }

  private static ObjectNode found(ApiCall call) {
    return call.ledger()
        .get(Kind.TRACKING, Indexes.key(call.request().variable("id")))
        .orElseThrow(ApiErrors::notFound);
  }

  Response create(ApiCall call) {
    return write(call, sent(call), new TrackingWriter(call.ledger())::create);
  }

  Response update(ApiCall call) {
    return write(call, named(call, sent(call)), new TrackingWriter(call.ledger())::update);
  }

  Response delete(ApiCall call) {
    return write(call, named(call, Json.object()), new TrackingWriter(call.ledger())::delete);
  }

  private static ObjectNode sent(ApiCall call) {
    return Answers.only(call, Kind.TRACKING);
  }

  private static ObjectNode named(ApiCall call, ObjectNode sent) {
    ObjectNode known = call.ledger().reading(() -> found(call));
    return sent.deepCopy().put("TrackingCategoryID", known.path("TrackingCategoryID").asString());
  }

  private static Response write(ApiCall call, ObjectNode sent, Elements.Saver saver) {
    return new Elements(call.ledger(), Kind.TRACKING, stored -> TrackingView.show(stored, true))
        .write(call, List.of(sent), saver);
  }

  Response addOptions(ApiCall call) {
    ObjectNode sent = sent(call);
    return option(call, options -> options.add(sent));
  }

  Response updateOption(ApiCall call) {
    ObjectNode sent = sent(call);
    return option(call, options -> options.update(call.request().variable("option"), sent));
  }

  Response deleteOption(ApiCall call) {
    return option(call, options -> options.delete(call.request().variable("option")));
  }

  /** An option is answered alone, under the name Options. */
  private static Response option(ApiCall call, UnaryOperator<OptionWriter> act) {
    Ledger ledger = call.ledger();
    return ledger.writing(
        () -> {
          OptionWriter options = act.apply(new OptionWriter(ledger, found(call)));
          List<ObjectNode> shown = options.written().stream().map(TrackingView::option).toList();
          return Answers.many(ledger, "Options", shown);
        });
  }
}
