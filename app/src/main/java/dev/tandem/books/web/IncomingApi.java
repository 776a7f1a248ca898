package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.Incoming;
import dev.tandem.books.inbox.Incoming.Standing;
import dev.tandem.books.mirror.IncomingChoices;
import dev.tandem.shared.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether invoices made in the ledger come in, for programs. */
@RestController
@RequestMapping("/api/v1/ledger/connections/{id}/incoming")
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class IncomingApi {

  private static final String OPERATE =
      "hasAuthority('LEDGER_VIEW') and hasAuthority('LEDGER_OPERATE')";

  private final Connections connections;
  private final Incoming incoming;

  IncomingApi(Connections connections, Incoming incoming) {
    this.connections = connections;
    this.incoming = incoming;
  }

  /** The day from which on. */
  record From(@Nullable LocalDate from) {

    LocalDate day() {
      if (from == null) {
        throw new InvalidInput("from", "Give the day from which on they come in: 2026-07-01");
      }
      return from;
    }
  }

  /**
   * @param from those dated from this day on come; null: none do
   * @param tried the day that is being tried out; null if none is
   * @param counting whether that is still being counted
   * @param counted what would come from that day on, currency by currency
   * @param left how many are still to come in
   * @param problem what keeps it back, in a sentence; null if nothing does
   */
  record State(
      @Nullable LocalDate from,
      @Nullable LocalDate tried,
      boolean counting,
      List<IncomingChoices.Sum> counted,
      int left,
      @Nullable String problem) {

    static State of(Standing it) {
      return new State(
          it.choice().from(),
          it.choice().tried(),
          it.counting(),
          it.counted(),
          it.left(),
          it.paused() == null ? it.choice().problem() : it.paused());
    }
  }

  @GetMapping
  @Operation(summary = "From which day on invoices made in the ledger come in, and how far that is")
  State state(@PathVariable BindingId id) {
    return State.of(incoming.of(binding(id)));
  }

  private Binding binding(BindingId id) {
    return connections.binding(id);
  }

  @PostMapping("/trial")
  @PreAuthorize(OPERATE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Has those counted that would come from a day on",
      description = "Nobody waits for the ledger: ask again what was counted.")
  State tryOut(@PathVariable BindingId id, @RequestBody From day) {
    incoming.tryOut(binding(id), day.day());
    return state(id);
  }

  @PostMapping
  @PreAuthorize(OPERATE)
  @Operation(summary = "Chooses the day that was counted: they come, and later ones with them")
  State choose(@PathVariable BindingId id, @RequestBody From day) {
    incoming.choose(binding(id), day.day());
    return state(id);
  }

  @DeleteMapping
  @PreAuthorize(OPERATE)
  @Operation(summary = "No more come; those that are here stay, and stay in step")
  State end(@PathVariable BindingId id) {
    incoming.end(binding(id));
    return state(id);
  }
}
