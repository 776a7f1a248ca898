package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.refusals.Catalogue;
import dev.tandem.books.refusals.HeldAlike;
import dev.tandem.books.refusals.LineMending;
import dev.tandem.books.refusals.Refusal;
import dev.tandem.books.refusals.Step;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One refused record: what happened, and what mends it, right there. What a choice would do is
 * shown before it is done.
 */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class MendController {

  private static final Set<State> REFUSED =
      EnumSet.of(State.NEEDS_YOU, State.ON_HOLD, State.PAUSED);

  private final OwnRecords own;
  private final RecordNames names;
  private final Remedies remedies;
  private final HeldAlike alike;
  private final LineMending mending;
  private final Clients clients;
  private final Outbox outbox;
  private final MendSides sides;

  MendController(
      OwnRecords own,
      RecordNames names,
      Remedies remedies,
      HeldAlike alike,
      LineMending mending,
      Clients clients,
      Outbox outbox,
      MendSides sides) {
    this.sides = sides;
    this.outbox = outbox;
    this.own = own;
    this.names = names;
    this.remedies = remedies;
    this.alike = alike;
    this.mending = mending;
    this.clients = clients;
  }

  /** A field of the client as the form shows it. */
  public record Field(String key, String label, String type, String value) {}

  @GetMapping("/ledger/refusals/{kind}/{id}")
  String mend(@PathVariable String kind, @PathVariable UUID id, Recodings wanted, Model model) {
    return show(own.standing(kind, id), wanted, null, Map.of(), model);
  }

  private String show(
      Standing standing,
      Recodings wanted,
      @Nullable Map<String, String> typed,
      Map<String, String> errors,
      Model model) {
    RecordRef record = standing.record();
    Named named = Objects.requireNonNull(names.of(List.of(record)).get(record));
    // What only waits has a reason, too, and nobody refused it.
    String words =
        REFUSED.contains(standing.state()) ? Objects.requireNonNullElse(standing.reason(), "") : "";
    Refusal refusal = Catalogue.find(words, Kind.of(record.kind())).orElse(null);
    model.addAttribute("record", record);
    model.addAttribute("named", named);
    model.addAttribute("standing", standing);
    model.addAttribute("xerosWords", words);
    model.addAttribute("refusal", refusal);
    model.addAttribute("help", remedies.ofPage().against(words, record, named));
    model.addAttribute("alike", refusal == null ? List.of() : others(refusal, record));
    model.addAttribute("errors", errors);
    if (refusal != null && refusal.step() == Step.FIELD && record.kind().equals("client")) {
      fields(record, refusal, words, typed, errors, model);
    }
    if (refusal != null) {
      sides.add(standing, refusal.step(), model);
    }
    if (LinesController.means(refusal, record.kind()) && standing.tenant() != null) {
      lines(record, standing.tenant(), words, wanted, model);
    }
    return "ledger/mend";
  }

  private List<Named> others(Refusal refusal, RecordRef except) {
    List<RecordRef> others =
        alike.of(refusal).stream().map(it -> it.record()).filter(it -> !it.equals(except)).toList();
    Map<RecordRef, Named> named = names.of(others);
    return others.stream().map(it -> Objects.requireNonNull(named.get(it))).toList();
  }

  private void fields(
      RecordRef record,
      Refusal refusal,
      String words,
      @Nullable Map<String, String> typed,
      Map<String, String> errors,
      Model model) {
    ClientView client = clients.find(new ClientId(record.id()));
    Map<ClientField, String> now = client.details().fields();
    List<Field> fields =
        fields(refusal).stream()
            .filter(it -> it != ClientField.ORGANISATION_NAME || named(client))
            .map(
                it ->
                    new Field(
                        it.key(),
                        it.label(),
                        it == ClientField.EMAIL ? "email" : "text",
                        typed == null
                            ? now.getOrDefault(it, "")
                            : typed.getOrDefault(it.key(), "")))
            .toList();
    model.addAttribute("client", client);
    model.addAttribute("fields", fields);
    // The refusal stands at the field that it is about, until something else is wrong with it.
    if (errors.isEmpty() && !fields.isEmpty()) {
      model.addAttribute("errors", Map.of(meant(fields, refusal).key(), "Xero: " + words));
    }
  }

  /** Xero: it names no field, but signs that no name may have, or a length. */
  private static Field meant(List<Field> fields, Refusal refusal) {
    if (refusal.name().startsWith("contact-too-long-")) {
      return Collections.max(fields, Comparator.comparingInt(it -> it.value().length()));
    }
    return fields.stream()
        .filter(it -> it.value().contains("<") || it.value().contains(">"))
        .findFirst()
        .orElse(fields.getFirst());
  }

  private static boolean named(ClientView client) {
    return !client.details().organisationName().isEmpty();
  }

  private static List<ClientField> fields(Refusal refusal) {
    return refusal.fields().stream().flatMap(it -> ClientField.byKey(it).stream()).toList();
  }

  @PostMapping("/ledger/refusals/client/{id}/fields")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('CLIENTS_EDIT')")
  String correct(
      @PathVariable ClientId id,
      @RequestParam int version,
      @RequestParam Map<String, String> typed,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    ClientView client = clients.find(id);
    Standing standing = own.standing("client", id.value());
    var written = new EnumMap<ClientField, String>(ClientField.class);
    Catalogue.find(Objects.requireNonNullElse(standing.reason(), ""), Kind.CLIENT)
        .ifPresent(
            it ->
                fields(it).stream()
                    .filter(field -> typed.containsKey(field.key()))
                    .forEach(field -> written.put(field, typed.get(field.key()))));
    try {
      ClientDetails wanted = client.details().with(written);
      clients.change(id, version, wanted);
    } catch (InvalidInput e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(standing, new Recodings(), typed, e.errors(), model);
    }
    outbox.tryAgain(standing.record());
    flash.addFlashAttribute("said", client.name() + " goes again now.");
    return "redirect:/ledger/refusals";
  }

  private void lines(RecordRef record, UUID tenant, String words, Recodings wanted, Model model) {
    LineMending.Offer offer = mending.offer(record, tenant, words);
    model.addAttribute("offer", offer);
    model.addAttribute("wanted", wanted);
    if (wanted.isChosen() && (wanted.getFromAccount().isEmpty() || wanted.fits(offer))) {
      model.addAttribute(
          "preview", mending.preview(wanted.with(record, offer), wanted.recodings(offer)));
    }
  }

  /** Our change is given up for what Xero has. */
  @PostMapping("/ledger/refusals/{kind}/{id}/theirs")
  @PreAuthorize(
      "hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE') and hasAuthority('INVOICES_EDIT')")
  String takeTheirs(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String seen,
      RedirectAttributes flash) {
    Standing standing = own.standing(kind, id);
    try {
      Deadlock.retried(() -> sides.takeTheirs(standing, seen));
      flash.addFlashAttribute("said", "Taken as Xero has it.");
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/ledger/refusals/" + kind + "/" + id;
  }

  /** What was put right in Xero itself: this one and all that wait for the same reason. */
  @PostMapping("/ledger/refusals/{kind}/{id}/alike")
  @PreAuthorize("hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')")
  String allAlike(@PathVariable String kind, @PathVariable UUID id, RedirectAttributes flash) {
    Standing standing = own.standing(kind, id);
    int gone =
        Catalogue.find(
                Objects.requireNonNullElse(standing.reason(), ""),
                Kind.of(standing.record().kind()))
            .map(alike::tryAgain)
            .orElse(0);
    flash.addFlashAttribute(
        "said",
        gone == 1 ? "One record goes again now." : "%,d records go again now.".formatted(gone));
    return "redirect:/ledger/refusals";
  }
}
