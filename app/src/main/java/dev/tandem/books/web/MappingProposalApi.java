package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mapping.Mapping;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Suggestion;
import dev.tandem.books.mapping.Target;
import dev.tandem.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A mapping to begin with, made of what the organisation has, for programs. */
@RestController
@RequestMapping("/api/v1/ledger/connections/{id}/mapping/proposal")
@Tag(name = "Ledger mapping")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class MappingProposalApi {

  /**
   * @param proposed stands for all of it: who sends it along takes just this; empty if nothing is
   *     proposed
   */
  record Proposal(String organisation, String proposed, List<Proposed> items) {}

  /**
   * @param kind service, practitioner, location, payment or default
   * @param subject its id, the payment method's name, or {@code rest}
   * @param account the ledger's id, as of item and tracking options; null: as it is now
   * @param words where to, in names
   */
  record Proposed(
      String kind,
      String subject,
      String name,
      @Nullable String account,
      @Nullable String item,
      @Nullable String tax,
      List<String> tracking,
      String words) {

    static Proposed of(Suggestion it) {
      Target target = it.target();
      return new Proposed(
          it.subject().kind().text(),
          it.subject().id().isEmpty() ? "rest" : it.subject().id(),
          it.name(),
          target.account(),
          target.item(),
          target.tax(),
          target.tracking(),
          it.words());
    }
  }

  /**
   * @param proposed as the proposal said it
   */
  record Taking(@Nullable String proposed) {}

  /**
   * @param places for how much it was taken
   */
  record Taken(int places) {}

  private final Connections connections;
  private final Mappings mappings;

  MappingProposalApi(Connections connections, Mappings mappings) {
    this.connections = connections;
    this.mappings = mappings;
  }

  @GetMapping
  @Operation(
      summary = "Where what is not mapped yet could belong, by the organisation's own accounts")
  Proposal proposal(@PathVariable BindingId id) {
    Mapping it = mappings.of(connected(id));
    return new Proposal(
        it.organisation().organisationName(),
        it.suggestions().isEmpty() ? "" : it.proposed(),
        it.suggestions().stream().map(Proposed::of).toList());
  }

  @PostMapping
  @PreAuthorize("hasAuthority('SETUP_EDIT')")
  @Operation(summary = "Takes the whole proposal; 409 if it is another one by now")
  Taken take(@PathVariable BindingId id, @RequestBody Taking it) {
    Binding organisation = connected(id);
    String proposed = PlanApi.said(it.proposed(), "proposed");
    if (!mappings.of(organisation).proposed().equals(proposed)) {
      throw new Refused(
          "What can be proposed has changed since. Read the proposal again, then take it.");
    }
    return new Taken(mappings.take(organisation, proposed));
  }

  private Binding connected(BindingId id) {
    Binding it = connections.binding(id);
    if (it.status() == Binding.Status.DISCONNECTED) {
      throw new Refused(it.organisationName() + " is disconnected.");
    }
    return it;
  }
}
