package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /BankTransactions} */
public final class BankTransactionsEndpoint implements Resource {
  private final Switches switches;

  public BankTransactionsEndpoint(Switches switches) {
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.banktransactions")
        .get("/BankTransactions", this::list)
        .get("/BankTransactions/{id}", this::one)
        .put("/BankTransactions", this::create)
        .post("/BankTransactions", this::save)
        .post("/BankTransactions/{id}", this::saveOne);
  }

  Response list(ApiCall call) {
    return new Listing(Kind.BANK_TRANSACTION, MoneyLists.PAGED).answer(call, view(call)::show);
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode shown = view(call).show(known(call), Detail.SINGLE);
          return Response.json(
              200, Wire.envelope(ledger.now(), "BankTransactions", List.of(shown), null));
        });
  }

  /** By its id, or by that of the overpayment or prepayment it left, as with Xero. */
  private static ObjectNode known(ApiCall call) {
    Ledger ledger = call.ledger();
    String id = Indexes.key(call.request().variable("id"));
    return ledger
        .get(Kind.BANK_TRANSACTION, id)
        .or(() -> behind(ledger, Kind.OVERPAYMENT, id))
        .or(() -> behind(ledger, Kind.PREPAYMENT, id))
        .orElseThrow(ApiErrors::notFound);
  }

  private static Optional<ObjectNode> behind(Ledger ledger, Kind kind, String id) {
    return ledger
        .get(kind, id)
        .flatMap(
            credit -> ledger.get(Kind.BANK_TRANSACTION, credit.path("_transaction").asString("")));
  }

  Response create(ApiCall call) {
    return write(
        call, Bodies.elements(call.request(), Kind.BANK_TRANSACTION), writer(call)::create);
  }

  Response save(ApiCall call) {
    return write(call, Bodies.elements(call.request(), Kind.BANK_TRANSACTION), writer(call)::save);
  }

  Response saveOne(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> known(call));
    ObjectNode sent = Bodies.elements(call.request(), Kind.BANK_TRANSACTION).getFirst().deepCopy();
    sent.put("BankTransactionID", known.path("BankTransactionID").asString());
    return write(call, List.of(sent), writer(call)::save);
  }

  private BankTransactionWriter writer(ApiCall call) {
    return new BankTransactionWriter(call.ledger(), switches, call.unitDecimals());
  }

  private static BankTransactionView view(ApiCall call) {
    return new BankTransactionView(call.ledger(), call.unitDecimals());
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    BankTransactionView view = view(call);
    return new Elements(
            call.ledger(), Kind.BANK_TRANSACTION, stored -> view.show(stored, Detail.SINGLE))
        .write(call, sent, saver);
  }
}
