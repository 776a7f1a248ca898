package dev.tandem.books.inbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.mirror.IncomingChoices;
import dev.tandem.books.mirror.IncomingChoices.Choice;
import dev.tandem.books.mirror.IncomingChoices.Step;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether, and from which day on, invoices that are made in the ledger for linked clients come in:
 * the practice's choice, organisation by organisation, off at first. What it would bring is counted
 * before. Calls nobody; the lane carries it out.
 */
@Component
@Transactional
public class Incoming {

  /** What is older neither database nor ledger would be asked about without complaint. */
  private static final int FIRST_YEAR = 1900;

  private final IncomingChoices choices;
  private final LedgerFeatures features;
  private final Setup setup;
  private final AuditTrail trail;
  private final Changes changes;
  private final ObjectProvider<Lanes> lanes;
  private final Clock clock;

  Incoming(
      IncomingChoices choices,
      LedgerFeatures features,
      Setup setup,
      AuditTrail trail,
      Changes changes,
      ObjectProvider<Lanes> lanes,
      Clock clock) {
    this.clock = clock;
    this.choices = choices;
    this.features = features;
    this.setup = setup;
    this.trail = trail;
    this.changes = changes;
    this.lanes = lanes;
  }

  /**
   * How it stands with one organisation.
   *
   * @param counted what would come from {@code choice.tried()} on, currency by currency
   * @param left how many are still to come
   * @param paused why none comes in for the time being, in whole sentences; null if they do
   */
  public record Standing(
      Choice choice, List<IncomingChoices.Sum> counted, int left, @Nullable String paused) {

    public boolean counting() {
      return choice.step() == Step.COUNTING;
    }

    /** Whether it was counted, and somebody has to say yes or no. */
    public boolean asks() {
      return choice.tried() != null && choice.step() == null;
    }

    public long invoices() {
      return counted.stream().mapToLong(IncomingChoices.Sum::invoices).sum();
    }

    /** Whether those of a choice are still being brought in. */
    public boolean coming() {
      return choice.step() == Step.LISTING || left > 0;
    }

    /** How many of those that were found when it was chosen are dealt with, in percent. */
    public int percent() {
      int all = Math.max(choice.toCome(), left);
      return all == 0 ? 100 : (int) ((all - left) * 100L / all);
    }
  }

  @Transactional(readOnly = true)
  public Standing of(Binding binding) {
    UUID tenant = tenant(binding);
    Choice choice = choices.of(tenant);
    return new Standing(
        choice,
        choice.tried() == null ? List.of() : choices.counted(tenant),
        choices.left(tenant),
        binding.active()
            ? Standstill.of(features.of(binding.id())).orElse(null)
            : "The connection with %s needs somebody first: look at the Ledger page."
                .formatted(binding.organisationName()));
  }

  /** In the practice's zone. */
  @Transactional(readOnly = true)
  public LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }

  /**
   * Has those counted that would come from this day on.
   *
   * @throws Refused if they cannot be
   */
  public void tryOut(Binding binding, LocalDate day) {
    if (day.getYear() < FIRST_YEAR) {
      throw new Refused("Choose a day of our times: is the year right?");
    }
    if (day.isAfter(today())) {
      throw new Refused("Choose today or a day before: invoices from that day on come in.");
    }
    String paused = of(binding).paused();
    if (paused != null) {
      throw new Refused(paused);
    }
    UUID tenant = tenant(binding);
    Choice before = choices.hold(tenant);
    if (before.step() == Step.LISTING || choices.left(tenant) > 0) {
      throw new Refused(
          "Those of the last choice are still coming in. Wait until they are here, or end it first.");
    }
    choices.forgetCounted(tenant);
    choices.save(tenant, new Choice(before.from(), day, Step.COUNTING, 1, false, 0, null, null));
    told(binding);
  }

  /**
   * Those that were counted come, and later ones with them.
   *
   * @param shown the day that whoever says yes has seen
   */
  public void choose(Binding binding, LocalDate shown) {
    UUID tenant = tenant(binding);
    Choice before = choices.hold(tenant);
    if (before.step() != null || !shown.equals(before.tried())) {
      throw new Refused(
          "Somebody has chosen another day since you looked, or it is being counted again. Look again.");
    }
    int toCome = choices.wantCounted(tenant);
    // What was made since it was counted is found by listing them once more.
    choices.save(tenant, new Choice(shown, null, Step.LISTING, 1, false, toCome, null, null));
    note(
        binding,
        "incoming on",
        "has invoices made in %s from %s on come in".formatted(binding.organisationName(), shown));
    told(binding);
  }

  /** What is tried out is not chosen; what was chosen before stays. */
  public void leave(Binding binding) {
    UUID tenant = tenant(binding);
    Choice before = choices.hold(tenant);
    if (before.tried() != null) {
      choices.forgetCounted(tenant);
      choices.save(
          tenant, new Choice(before.from(), null, null, 1, false, before.toCome(), null, null));
      told(binding);
    }
  }

  /** No more come; those that are here stay, and stay in step. */
  public void end(Binding binding) {
    UUID tenant = tenant(binding);
    Choice before = choices.hold(tenant);
    choices.forget(tenant);
    if (before.from() != null) {
      note(
          binding,
          "incoming off",
          "has no more invoices made in %s come in".formatted(binding.organisationName()));
    }
    told(binding);
  }

  private void note(Binding binding, String action, String text) {
    trail.note(new RecordRef("ledger", binding.id().value()), null, action, text);
  }

  private void told(Binding binding) {
    changes.announce(new RecordRef("ledger", binding.id().value()));
    lanes.getObject().signal();
  }

  private static UUID tenant(Binding binding) {
    return UUID.fromString(binding.tenantId());
  }
}
