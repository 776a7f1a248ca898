package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /…/{id}/Allocations} of credit notes, overpayments and prepayments. */
public final class AllocationsEndpoint implements Resource {
  private final Kind kind;
  private final String area;
  private final Switches switches;

  /**
   * For credits of one kind.
   *
   * @param area the scope that opens them
   */
  public AllocationsEndpoint(Kind kind, String area, Switches switches) {
    this.kind = kind;
    this.area = area;
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    String path = "/" + kind.collection() + "/{id}/Allocations";
    routes.under(area).put(path, this::apply).delete(path + "/{allocation}", this::remove);
  }

  /** One or many, bare or wrapped. */
  private Response apply(ApiCall call) {
    Ledger ledger = call.ledger();
    String id = ledger.reading(() -> credit(call));
    Allocations allocations = new Allocations(ledger, switches, kind);
    AllocationView view = new AllocationView(ledger);
    return new Elements(ledger, Kind.ALLOCATION, view::show)
        .write(
            call,
            Bodies.elements(call.request(), Kind.ALLOCATION),
            (sent, problems) -> allocations.apply(id, sent, problems));
  }

  private Response remove(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.writing(
        () -> {
          String allocation = call.request().variable("allocation");
          ObjectNode removed = remove(ledger, credit(call), allocation);
          return Response.json(200, new AllocationView(ledger).removed(removed));
        });
  }

  private ObjectNode remove(Ledger ledger, String creditId, String allocationId) {
    try {
      return new Allocations(ledger, switches, kind)
          .remove(creditId, allocationId, new Problems())
          .orElseThrow(ApiErrors::notFound);
    } catch (Invalid invalid) {
      ObjectNode element = Json.object().put("AllocationID", allocationId);
      var errors = element.putArray("ValidationErrors");
      invalid.messages().forEach(each -> errors.addObject().put("Message", each));
      throw ApiErrors.validation(List.of(element));
    }
  }

  private String credit(ApiCall call) {
    String key = Indexes.key(call.request().variable("id"));
    Ledger ledger = call.ledger();
    return ledger
        .get(kind, key)
        .or(
            () ->
                kind == Kind.CREDIT_NOTE
                    ? ledger.find(kind, "number", key).findFirst()
                    : java.util.Optional.empty())
        .orElseThrow(ApiErrors::notFound)
        .path(kind.idField())
        .asString();
  }
}
