package dev.tandem.books.lane;

import dev.tandem.TestXero;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/** The accounting calls that the simulator has received. */
final class SimulatedCalls {

  private static final JsonMapper JSON = new JsonMapper();

  private SimulatedCalls() {}

  /**
   * @param where of an organisation, or of all
   * @param status empty for any
   */
  static int count(TestXero xero, String where, String status) {
    var calls = JSON.readTree(xero.control("GET", where + "/calls?path=/api.xro/"));
    return (int)
        StreamSupport.stream(calls.spliterator(), false)
            .filter(it -> status.isEmpty() || it.path("status").asString().equals(status))
            .count();
  }
}
