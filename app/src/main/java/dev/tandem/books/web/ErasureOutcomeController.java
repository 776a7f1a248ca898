package dev.tandem.books.web;

import dev.tandem.books.mirror.NeutralContacts;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.practice.clients.ClientId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** How far an erasure has come in the ledger, for its receipt. */
@Controller
@PreAuthorize("hasAuthority('CLIENTS_ERASE')")
class ErasureOutcomeController {

  private final OwnRecords own;
  private final Outbox outbox;
  private final OrganisationNames organisations;
  private final NeutralContacts neutral;

  ErasureOutcomeController(
      OwnRecords own, Outbox outbox, OrganisationNames organisations, NeutralContacts neutral) {
    this.neutral = neutral;
    this.own = own;
    this.outbox = outbox;
    this.organisations = organisations;
  }

  /**
   * In one organisation.
   *
   * @param id the contact's id over there: it says nothing about the person
   */
  public record Outcome(
      String organisation, @Nullable String id, Badge badge, String words, boolean done) {}

  @GetMapping("/ledger/erasures/{id}")
  String outcome(
      @PathVariable ClientId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    var record = own.standing("client", id.value()).record();
    var known = organisations.known();
    List<Outcome> outcomes =
        outbox.places(record).stream()
            .filter(it -> known.of(it.tenant()) != null)
            .map(it -> outcome(it, known))
            .toList();
    model.addAttribute("record", record);
    model.addAttribute("outcomes", outcomes);
    return htmx == null ? "ledger/erasure" : "ledger/erasure :: outcome";
  }

  private Outcome outcome(Standing it, OrganisationNames.Known known) {
    var binding = Objects.requireNonNull(known.of(it.tenant()));
    UUID client = it.record().id();
    boolean needed =
        neutral.needed(Objects.requireNonNull(it.tenant()), List.of(client)).contains(client);
    String words =
        switch (it.state()) {
          case IN_STEP ->
              needed
                  ? "The contact has its neutral name and nothing to reach anybody by. It is archived once what still waits has arrived."
                  : "The contact has its neutral name, nothing to reach anybody by, and is archived.";
          case WAITING, SENDING -> "On its way.";
          case PAUSED -> it.reason() == null ? "Waits until sending is on." : it.reason();
          case NEEDS_YOU, ON_HOLD -> "Not done yet: " + it.reason();
          case NOT_SENT -> "Xero never had this record.";
        };
    return new Outcome(
        binding.organisationName(),
        it.ledgerId(),
        Badge.of(it, false, false),
        words,
        it.state() == Outbox.State.IN_STEP && !needed);
  }
}
