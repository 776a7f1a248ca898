package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /_simulator/openapi.json}: what it says is there, and what is there is said. */
class SimDescriptionTest extends SimulatorTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

  private JsonNode document() {
    return xero.control("GET", "openapi.json").json();
  }

  /** Each operation with its method and address as its name. */
  private List<Described> operations() {
    List<Described> all = new ArrayList<>();
    document()
        .path("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .forEach(
                        each ->
                            all.add(new Described(each.getKey(), path.getKey(), each.getValue()))));
    return all;
  }

  private record Described(String method, String path, JsonNode operation) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Test
  void everyRouteOfTheControlSideIsDescribed() {
    Set<String> described = new TreeSet<>();
    operations().forEach(each -> described.add(each.toString()));
    Set<String> there = new TreeSet<>();
    simulator.routes().stream()
        .filter(route -> route.contains(" /_simulator/"))
        .forEach(
            route ->
                there.add(
                    route.substring(0, route.indexOf(' ')).toLowerCase()
                        + route.substring(route.indexOf(' '))));
    assertThat(there).hasSizeGreaterThan(40).isEqualTo(described);
  }

  @Test
  void everyOperationSaysWhatItDoesAndWhatItAnswers() {
    for (Described each : operations()) {
      JsonNode operation = each.operation;
      assertThat(METHODS).as("%s", each).contains(each.method);
      assertThat(operation.path("summary").asString("")).as("%s", each).isNotBlank();
      assertThat(operation.path("tags")).as("%s", each).hasSize(1);
      assertThat(operation.path("responses").propertyNames()).as("%s", each).isNotEmpty();
      operation
          .path("responses")
          .propertyStream()
          .forEach(
              answer -> {
                assertThat(answer.getKey()).as("%s", each).matches("[2-5]\\d\\d");
                assertThat(answer.getValue().path("description").asString("")).isNotBlank();
              });
      operation
          .path("parameters")
          .forEach(
              parameter ->
                  assertThat(parameter.path("description").asString(""))
                      .as("%s %s", each, parameter.path("name"))
                      .isNotBlank());
    }
  }

  @Test
  void thePlaceholdersOfAnAddressAreItsPathParameters() {
    Pattern placeholder = Pattern.compile("\\{(\\w+)}");
    for (Described each : operations()) {
      List<String> inAddress =
          placeholder.matcher(each.path).results().map(match -> match.group(1)).toList();
      List<String> declared =
          each.operation
              .path("parameters")
              .valueStream()
              .filter(parameter -> parameter.path("in").asString().equals("path"))
              .peek(parameter -> assertThat(parameter.path("required").asBoolean()).isTrue())
              .map(parameter -> parameter.path("name").asString())
              .toList();
      assertThat(declared).as("%s", each).isEqualTo(inAddress);
    }
  }

  @Test
  void everyOperationHasAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    operations()
        .forEach(
            each ->
                assertThat(ids.add(each.operation.path("operationId").asString()))
                    .as("%s", each)
                    .isTrue());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    JsonNode document = document();
    assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(document.findValuesAsString("$ref")).isNotEmpty();
    for (String reference : document.findValuesAsString("$ref")) {
      assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue();
    }
  }

  @Test
  void whatIsAnsweredIsWhatWasDescribed() {
    invoice("D-1", "100");
    xero.control("POST", "webhooks?url=http%3A%2F%2Flocalhost%3A1%2Fx&key=k");
    xero.control("POST", "faults", "{'kind':'500','path':'/nowhere'}");
    Shapes shapes = new Shapes(document());
    for (Described each : operations()) {
      if (each.method.equals("get")) {
        String address = each.path.replace("{tenant}", Xero.AU).replace("{kind}", "Invoices");
        JsonNode schema = each.operation.at("/responses/200/content/application~1json/schema");
        if (!address.contains("{") && !schema.isMissingNode()) {
          Xero.Reply reply = xero.send("GET", address, "");
          assertThat(reply.status()).as("%s", each).isEqualTo(200);
          assertThat(shapes.objections(schema, reply.json(), each.toString())).isEmpty();
        }
      }
    }
  }

  @Test
  void aParameterThatIsNotDescribedIsRefusedByName() {
    Xero.Reply refused = xero.control("POST", "clock/advance?second=60");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asString()).contains("second", "seconds");
  }

  @Test
  void aParameterOfTheWrongKindIsRefusedInWords() {
    assertThat(xero.control("POST", "latency?ms=soon").json().path("error").asString())
        .isEqualTo("ms has to be a whole number from 0 to 600000, not soon");
    assertThat(xero.control("POST", "webhooks?url=x").json().path("error").asString())
        .isEqualTo("Say ?key=…: the signing key");
  }

  @Test
  void anAddressThatIsNotThereSaysWhereToLook() {
    assertThat(xero.control("GET", "clok").status()).isEqualTo(404);
    assertThat(xero.control("PUT", "clock").status()).isEqualTo(405);
    assertThat(xero.control("GET", "clok").body()).contains("/_simulator/openapi.json");
  }
}
