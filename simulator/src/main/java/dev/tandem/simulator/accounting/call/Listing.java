package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.where.QueryError;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers a list request: which documents, in what order, how many of them, how much of each. */
public final class Listing {
  private final Kind kind;
  private final ListRules rules;
  private final Predicate<ObjectNode> listed;

  public Listing(Kind kind, ListRules rules) {
    this(kind, rules, document -> true);
  }

  /**
   * @param listed which documents are on the list at all
   */
  public Listing(Kind kind, ListRules rules, Predicate<ObjectNode> listed) {
    this.kind = kind;
    this.rules = rules;
    this.listed = listed;
  }

  public Response answer(ApiCall call, BiFunction<ObjectNode, Detail, ObjectNode> view) {
    Selection selection = new Selection(kind, rules, call);
    return call.ledger().reading(() -> answer(call, view, find(selection)));
  }

  private List<ObjectNode> find(Selection selection) {
    try {
      return selection.find(listed);
    } catch (QueryError error) {
      throw ApiErrors.query(String.valueOf(error.getMessage()));
    }
  }

  private Response answer(
      ApiCall call, BiFunction<ObjectNode, Detail, ObjectNode> view, List<ObjectNode> found) {
    boolean since = rules.sinceHeader() && call.request().header("If-Modified-Since").isPresent();
    if (found.isEmpty() && since && call.switches().is(Switch.EMPTY_SINCE_IS_304)) {
      return Response.empty(304);
    }
    Page page = Page.of(call.query(), rules);
    if (!Optimised.fits(kind, page.wanted(), found.size())) {
      throw ApiErrors.tooMany();
    }
    Detail detail = detail(call, page);
    Ledger ledger = call.ledger();
    List<ObjectNode> shown = page.cut(found).map(each -> view.apply(each, detail)).toList();
    @Nullable ObjectNode pages = page.wanted() ? page.describe(found.size()) : null;
    return Response.json(200, Wire.envelope(ledger.now(), kind.collection(), shown, pages));
  }

  private Detail detail(ApiCall call, Page page) {
    if (rules.hasSummary() && call.query().flag("summaryOnly")) {
      return Detail.SUMMARY;
    }
    return page.wanted() ? Detail.PAGE : Detail.LIST;
  }
}
