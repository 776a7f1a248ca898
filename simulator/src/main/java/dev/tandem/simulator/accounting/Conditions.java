package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.List;

/** What a request makes its answer depend on. */
final class Conditions {
  /** Xero gives documents no version, so nothing could ever match. */
  private static final List<String> UNMATCHABLE = List.of("If-Match", "If-Unmodified-Since");

  private final Switches switches;

  Conditions(Switches switches) {
    this.switches = switches;
  }

  void check(Request request) {
    refuseXml(request);
    refuseXmlForm(request);
    boolean passedOver = switches.is(Switch.CONDITIONS_ARE_PASSED_OVER);
    if (!passedOver && UNMATCHABLE.stream().anyMatch(it -> request.header(it).isPresent())) {
      throw new Refusal(
          Response.text(412, "A condition in the headers of the request is not valid"));
    }
  }

  /**
   * Real Xero answers XML by default; the simulator always answers JSON and says so when it may
   * not.
   */
  private static void refuseXml(Request request) {
    String accept = request.header("Accept").orElse("");
    if (accept.contains("xml") && !accept.contains("json") && !accept.contains("*/*")) {
      throw new Refusal(Response.text(406, "The simulator answers JSON only"));
    }
  }

  /** The oldest way to write to Xero: a form with the document in its field {@code xml}. */
  private static void refuseXmlForm(Request request) {
    if (request.formEncoded() && request.text().startsWith("xml=")) {
      throw new Refusal(Response.text(415, "The simulator reads JSON only"));
    }
  }
}
