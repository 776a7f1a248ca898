package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Response;
import java.util.Collection;
import tools.jackson.databind.node.ObjectNode;

/** The 400 and 404 answers of the accounting API. */
public final class ApiErrors {
  private ApiErrors() {}

  public static Refusal validation(Collection<ObjectNode> elements) {
    ObjectNode body = body(10, "ValidationException", "A validation exception occurred");
    var array = body.putArray("Elements");
    elements.forEach(array::add);
    return new Refusal(Response.json(400, body));
  }

  /** The body is not JSON, or a value in it cannot be read. */
  public static Refusal postData(String message) {
    return new Refusal(Response.json(400, body(14, "PostDataInvalidException", message)));
  }

  public static Refusal query(String message) {
    return new Refusal(Response.json(400, body(16, "QueryParseException", message)));
  }

  /** The body holds something that its property cannot. */
  static Refusal unreadable(String why) {
    return postData("JSON request body could not be read, " + why);
  }

  /** Xero spells "specifed" so. */
  static Refusal nothingProcessed(Kind kind) {
    return new Refusal(
        Response.json(
            400,
            body(
                17,
                "NoDataProcessedException",
                "No data has been processed for this endpoint. This endpoint is expecting "
                    + kind.singular()
                    + " data to be specifed in the request body.")));
  }

  /** Xero refuses lists of more than 100,000 records without saying in which words. */
  static Refusal tooMany() {
    return new Refusal(
        Response.json(
            400,
            body(
                10,
                "ValidationException",
                "The request would return more than 100000 records; use paging or a filter")));
  }

  static Refusal badCondition() {
    return new Refusal(Response.text(412, "The If-Modified-Since header could not be read"));
  }

  public static Refusal notFound() {
    return new Refusal(Response.text(404, "The resource you're looking for cannot be found"));
  }

  private static ObjectNode body(int number, String type, String message) {
    return Json.object().put("ErrorNumber", number).put("Type", type).put("Message", message);
  }
}
