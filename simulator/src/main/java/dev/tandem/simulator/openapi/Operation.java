package dev.tandem.simulator.openapi;

import dev.tandem.simulator.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request does, what it takes and what it answers, for people and for tools. */
public final class Operation {
  /** Something a request says in its query or path. */
  record Parameter(String place, String name, Schema schema, boolean required, String meaning) {}

  /** What a request may carry. */
  record Body(Schema schema, boolean required, String meaning) {}

  /** What may come back. */
  record Answer(int status, String meaning, @Nullable Schema schema) {}

  private static final Schema ERROR =
      Schema.object("Refusal").with("error", Schema.text(), "what is wrong, for a person");

  /** What the placeholders in addresses stand for. */
  private static final Map<String, String> PLACES =
      Map.of(
          "tenant", "the organisation's tenant id",
          "client", "the app's client id",
          "id", "Xero's id, or the number that people use for the record",
          "scope", "a scope as apps ask for it, accounting.contacts for instance",
          "state", "how it stands from now on",
          "kind", "the name of the collection in Xero's API, Invoices for instance",
          "name", "its name");

  private final String tag;
  private final String summary;
  private String detail = "";
  private boolean freeQuery;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private @Nullable Body body;

  private Operation(String tag, String summary) {
    this.tag = tag;
    this.summary = summary;
  }

  /** The group it belongs to, and what it does in one line. */
  public static Operation of(String tag, String summary) {
    return new Operation(tag, summary);
  }

  /** More than fits in a line. */
  public Operation detail(String text) {
    detail = text;
    return this;
  }

  /** Has to be said in the query. */
  public Operation needs(String name, Schema schema, String meaning) {
    parameters.add(new Parameter("query", name, schema, true, meaning));
    return this;
  }

  /** May be said in the query. */
  public Operation takes(String name, Schema schema, String meaning) {
    parameters.add(new Parameter("query", name, schema, false, meaning));
    return this;
  }

  /** What a placeholder of the address stands for, where it is not the usual. */
  public Operation place(String name, Schema schema, String meaning) {
    parameters.add(new Parameter("path", name, schema, true, meaning));
    return this;
  }

  /** Parameters beyond the ones described are let through. */
  public Operation takesAnything() {
    freeQuery = true;
    return this;
  }

  /** The request has to carry this as JSON. */
  public Operation body(Schema schema, String meaning) {
    body = new Body(schema, true, meaning);
    return this;
  }

  /** The request may carry this as JSON. */
  public Operation optionalBody(Schema schema, String meaning) {
    body = new Body(schema, false, meaning);
    return this;
  }

  public Operation answers(Schema schema, String meaning) {
    answers.add(new Answer(200, meaning, schema));
    return this;
  }

  public Operation answersNothing() {
    answers.add(new Answer(204, "done", null));
    return this;
  }

  /** An answer that is not JSON, a page for instance. */
  public Operation answers(int status, String meaning) {
    answers.add(new Answer(status, meaning, null));
    return this;
  }

  public Operation refuses(int status, String when) {
    answers.add(new Answer(status, when, ERROR));
    return this;
  }

  String tag() {
    return tag;
  }

  String summary() {
    return summary;
  }

  String detail() {
    return detail;
  }

  @Nullable Body body() {
    return body;
  }

  /** Those of the query and those in the address. */
  List<Parameter> parameters(List<String> placeholders) {
    List<Parameter> all = new ArrayList<>();
    for (String name : placeholders) {
      all.add(
          place(name)
              .orElseGet(
                  () ->
                      new Parameter(
                          "path", name, Schema.text(), true, PLACES.getOrDefault(name, ""))));
    }
    parameters.stream().filter(each -> each.place.equals("query")).forEach(all::add);
    return all;
  }

  private Optional<Parameter> place(String name) {
    return parameters.stream()
        .filter(each -> each.place.equals("path") && each.name.equals(name))
        .findFirst();
  }

  /** As declared, and the refusals that follow from what it takes. */
  List<Answer> answers(List<String> placeholders) {
    List<Answer> all = new ArrayList<>(answers);
    boolean particular = !parameters.isEmpty() || body != null;
    if (particular && all.stream().noneMatch(each -> each.status == 400)) {
      all.add(new Answer(400, "a parameter or the body is not what it should be", ERROR));
    }
    if (!placeholders.isEmpty() && all.stream().noneMatch(each -> each.status == 404)) {
      all.add(new Answer(404, "there is no such " + placeholders.getFirst(), ERROR));
    }
    return all;
  }

  /** What is wrong with a request before anybody reads it; empty if nothing is. */
  Optional<String> objection(Request request) {
    for (String name : request.query().names()) {
      if (!freeQuery && query(name).isEmpty()) {
        return Optional.of("There is no parameter " + name + " here" + known());
      }
    }
    for (Parameter each : parameters) {
      Optional<String> wrong = each.place.equals("query") ? wrong(each, request) : Optional.empty();
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrong(Parameter parameter, Request request) {
    Optional<String> said = request.query().get(parameter.name);
    if (said.isEmpty()) {
      return parameter.required
          ? Optional.of("Say ?" + parameter.name + "=…: " + parameter.meaning)
          : Optional.empty();
    }
    return parameter
        .schema
        .objection(said.get().strip())
        .map(wanted -> parameter.name + " has to be " + wanted + ", not " + said.get());
  }

  private Optional<Parameter> query(String name) {
    return parameters.stream()
        .filter(each -> each.place.equals("query") && each.name.equalsIgnoreCase(name))
        .findFirst();
  }

  private String known() {
    List<String> names =
        parameters.stream()
            .filter(each -> each.place.equals("query"))
            .map(Parameter::name)
            .toList();
    return names.isEmpty() ? "" : ", only " + String.join(", ", names);
  }
}
