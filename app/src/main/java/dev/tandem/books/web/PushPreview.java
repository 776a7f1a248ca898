package dev.tandem.books.web;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.books.outbox.DryRun;
import dev.tandem.books.outbox.DryRun.Planned;
import dev.tandem.books.outbox.DryRun.What;
import dev.tandem.books.outbox.Forecast;
import dev.tandem.books.outbox.Forecasts;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What would be sent, for a page and for a terminal. */
@Component
class PushPreview {

  private static final int PORTION = 50;
  private static final Question EVERYTHING = new Question(null, null, null, null, null);

  private final DryRun dryRun;
  private final Forecasts forecasts;
  private final RecordNames names;
  private final OrganisationNames organisations;
  private final Setup setup;
  private final Reference reference;
  private final JsonMapper json;

  PushPreview(
      DryRun dryRun,
      Forecasts forecasts,
      RecordNames names,
      OrganisationNames organisations,
      Setup setup,
      Reference reference,
      JsonMapper json) {
    this.dryRun = dryRun;
    this.forecasts = forecasts;
    this.names = names;
    this.organisations = organisations;
    this.setup = setup;
    this.reference = reference;
    this.json = json;
  }

  /**
   * A record and what would be done with it, in words.
   *
   * @param organisation its name; empty while it waits for one to be connected
   * @param fields what would be sent, for people to read
   */
  public record Line(
      Planned planned, Named named, String organisation, Map<String, String> fields) {

    public String what() {
      return planned.what().name().toLowerCase(Locale.ROOT);
    }

    public boolean goes() {
      return switch (planned.what()) {
        case CREATE, CHANGE, REMOVE -> true;
        case NOTHING, HOLD -> false;
      };
    }
  }

  /** One page of them, in the order in which they would go if they went now. */
  List<Line> page(Question asked, int page, int size) {
    return lines(dryRun.page(asked, page, size));
  }

  private List<Line> lines(List<Planned> planned) {
    Map<RecordRef, Named> named =
        names.of(planned.stream().map(it -> it.entry().record()).distinct().toList());
    OrganisationNames.Known known = organisations.known();
    var accounts = new Accounts();
    return planned.stream()
        .map(
            it ->
                new Line(
                    it,
                    Objects.requireNonNull(named.get(it.entry().record())),
                    known.of(it.entry().tenant()) == null
                        ? ""
                        : Objects.requireNonNull(known.of(it.entry().tenant())).organisationName(),
                    readable(it.fields(), accounts.of(it.entry().tenant()))))
        .toList();
  }

  /** How each organisation calls its accounts, by their ids; read once for each. */
  private final class Accounts {

    private final Map<UUID, Map<String, String>> known = new HashMap<>();

    Map<String, String> of(UUID tenant) {
      return known.computeIfAbsent(
          tenant,
          _ ->
              reference.accounts(tenant).stream()
                  .collect(
                      Collectors.toMap(LedgerAccount::id, LedgerAccount::label, (one, _) -> one)));
    }
  }

  private static Map<String, String> readable(
      Map<String, String> fields, Map<String, String> accounts) {
    var readable = new LinkedHashMap<String, String>();
    fields.forEach(
        (field, value) ->
            readable.put(
                field,
                value.startsWith(DryRun.NEW)
                    ? "created just before"
                    : field.equals(Fields.LINES)
                        ? lines(value)
                        : field.equals(Fields.ACCOUNT)
                            ? accounts.getOrDefault(value, value)
                            : value));
    return readable;
  }

  /** An invoice's lines, one after the other, for people to read. */
  static String lines(String text) {
    return LedgerLine.read(text).stream()
        .map(
            it ->
                "%s × %s at %s, account %s, tax %s"
                        .formatted(
                            it.quantity().toPlainString(),
                            it.description(),
                            price(it.unitPrice()),
                            it.accountCode(),
                            it.taxType())
                    + extras(it))
        .collect(Collectors.joining("; "));
  }

  /** With cents, and as many decimals more as it has. */
  private static String price(BigDecimal it) {
    BigDecimal plain = it.stripTrailingZeros();
    return (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString();
  }

  private static String extras(LedgerLine it) {
    var extras = new StringBuilder();
    if (!it.itemCode().isEmpty()) {
      extras.append(", item ").append(it.itemCode());
    }
    if (it.discountRate() != null) {
      extras.append(", less ").append(it.discountRate().toPlainString()).append(" %");
    }
    if (it.discountAmount() != null) {
      extras.append(", less ").append(it.discountAmount().toPlainString());
    }
    it.tracking()
        .forEach(
            one -> extras.append(", ").append(one.category()).append(": ").append(one.option()));
    return extras.toString();
  }

  /** Why something does not go at present. */
  private List<String> reasons() {
    return forecasts.all().stream().flatMap(it -> it.reasons().stream()).distinct().toList();
  }

  /** All of it, kind by kind and the oldest first, for whoever sits at the machine. */
  void print(PrintStream out, boolean asJson) {
    var counts = new EnumMap<What, Integer>(What.class);
    var lines = new ArrayList<Map<String, Object>>();
    if (!asJson) {
      out.println(setup.practice().name() + ":");
    }
    List<Line> portion = lines(dryRun.portion(EVERYTHING, null, PORTION));
    while (!portion.isEmpty()) {
      for (Line it : portion) {
        counts.merge(it.planned().what(), 1, Integer::sum);
        if (asJson) {
          lines.add(map(it));
        } else {
          out.println("  " + text(it));
        }
      }
      portion = lines(dryRun.portion(EVERYTHING, portion.getLast().planned(), PORTION));
    }
    if (asJson) {
      out.println(json.writeValueAsString(map(counts, lines)));
    } else {
      summary(out, counts);
    }
  }

  /** Without values: what is printed at a terminal is easily kept by something. */
  private static String text(Line it) {
    String why = it.planned().reason();
    return "%-8s %-10s %-28s %s"
        .formatted(
            it.what(),
            it.planned().entry().record().kind(),
            it.named().name(),
            it.goes()
                ? String.join(", ", it.fields().keySet()) + (why == null ? "" : "  [" + why + "]")
                : why == null ? "the same on both sides" : why)
        .stripTrailing();
  }

  private void summary(PrintStream out, Map<What, Integer> counts) {
    for (Forecasts.Of it : forecasts.all()) {
      var known = organisations.known().of(it.tenant());
      out.printf(
          "  %s: %,d to send in %,d calls%s%n",
          known == null ? "No organisation yet" : known.organisationName(),
          it.records(),
          it.calls(),
          it.going().records() == 0 ? "" : ", done in " + it.going().inWords());
      it.reasons().forEach(why -> out.println("    " + why));
    }
    out.printf(
        "  %,d to create, %,d to change, %,d to remove, %,d the same on both sides, %,d kept back. Nothing was sent.%n",
        counts.getOrDefault(What.CREATE, 0),
        counts.getOrDefault(What.CHANGE, 0),
        counts.getOrDefault(What.REMOVE, 0),
        counts.getOrDefault(What.NOTHING, 0),
        counts.getOrDefault(What.HOLD, 0));
  }

  private Map<String, Object> map(Map<What, Integer> counts, List<Map<String, Object>> lines) {
    var all = new LinkedHashMap<String, Object>();
    all.put("practice", setup.practice().name());
    for (What it : What.values()) {
      all.put(it.name().toLowerCase(Locale.ROOT), counts.getOrDefault(it, 0));
    }
    all.put("calls", forecasts.all().stream().mapToInt(Forecasts.Of::calls).sum());
    all.put(
        "seconds",
        forecasts.all().stream()
            .map(Forecasts.Of::going)
            .map(Forecast::takes)
            .mapToLong(it -> it.toSeconds())
            .max()
            .orElse(0));
    all.put("stopped", reasons());
    all.put("records", lines);
    return all;
  }

  private static Map<String, Object> map(Line it) {
    var one = new LinkedHashMap<String, Object>();
    one.put("organisation", it.organisation());
    one.put("kind", it.planned().entry().record().kind());
    one.put("id", it.planned().entry().record().id());
    one.put("name", it.named().name());
    one.put("what", it.what());
    one.put("fields", it.planned().fields());
    if (it.planned().reason() != null) {
      one.put("reason", it.planned().reason());
    }
    return one;
  }
}
