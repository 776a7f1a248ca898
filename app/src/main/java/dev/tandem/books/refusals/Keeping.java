package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.TheirSide;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.StandingAgain;
import dev.tandem.shared.Fingerprint;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was taken back here while it stands over there, where nobody takes it back: it is kept after
 * all, and stands here again. Whoever decides it has seen what it means, and nothing else is done.
 */
@Component
@Transactional
public class Keeping {

  private static final Set<Kind> KINDS =
      EnumSet.of(Kind.PAYMENT, Kind.ALLOCATION, Kind.CREDIT_NOTE, Kind.REFUND, Kind.RECEIPT);

  /** Where it is the ledger that does not give it up. */
  private static final Set<Step> STEPS = EnumSet.of(Step.DATE, Step.COMPARE, Step.IN_XERO);

  /** Bytes of the fingerprint of what was told. */
  private static final int SEEN = 16;

  private final TheirSide theirs;
  private final Corrections payments;
  private final StandingAgain credits;
  private final KeptReceipts receipts;
  private final Outbox outbox;

  Keeping(
      TheirSide theirs,
      Corrections payments,
      StandingAgain credits,
      KeptReceipts receipts,
      Outbox outbox) {
    this.theirs = theirs;
    this.payments = payments;
    this.credits = credits;
    this.receipts = receipts;
    this.outbox = outbox;
  }

  /**
   * What keeping one would mean, as things stand now.
   *
   * @param means what happens, in whole sentences
   * @param against what has to be done first; null if it can be kept
   * @param seen stands for all of this; not for people
   */
  public record Offer(RecordRef record, List<String> means, @Nullable String against, String seen) {

    public Offer {
      means = List.copyOf(means);
    }

    /** What it is called where one is offered alone. */
    public String button() {
      return switch (Kind.of(record.kind())) {
        case PAYMENT -> "Keep the payment";
        case ALLOCATION -> "Keep it on the invoice";
        case CREDIT_NOTE -> "Keep the credit note";
        case REFUND -> "Keep the refund";
        case RECEIPT -> "Keep the receipt";
        default -> "Keep it";
      };
    }

    /** What a form sends back of it. */
    public Shown shown() {
      return new Shown(record, seen);
    }
  }

  /** What somebody looked at and decided to keep. */
  public record Shown(RecordRef record, String seen) {

    /** {@code payment:0198…:5f…}. */
    public String text() {
      return record.kind() + ":" + record.id() + ":" + seen;
    }

    /** Empty of what no page of ours says. */
    public static Optional<Shown> of(String text) {
      String[] parts = text.split(":", -1);
      try {
        return parts.length == 3
            ? Optional.of(new Shown(ref(parts[0], parts[1]), parts[2]))
            : Optional.empty();
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    private static RecordRef ref(String kind, String id) {
      return new RecordRef(Kind.of(kind).text(), UUID.fromString(id));
    }
  }

  /** Empty of what was not taken back here, or is not refused for standing over there. */
  @Transactional(readOnly = true)
  public Optional<Offer> of(RecordRef record) {
    return KINDS.contains(Kind.of(record.kind()))
        ? offer(outbox.standing(record))
        : Optional.empty();
  }

  private Optional<Offer> offer(Standing it) {
    if (it.state() != Outbox.State.NEEDS_YOU || it.tenant() == null || it.ledgerId() == null) {
      return Optional.empty();
    }
    Kind kind = Kind.of(it.record().kind());
    boolean stays =
        Catalogue.find(Objects.requireNonNullElse(it.reason(), ""), kind)
            .map(Refusal::step)
            .filter(STEPS::contains)
            .isPresent();
    List<TheirSide.Field> fields =
        stays ? theirs.waiting(kind, it.tenant(), it.record().id()) : List.of();
    return takenBackHere(fields) ? Optional.of(offer(it.record(), fields)) : Optional.empty();
  }

  /** What else differs would be given up unseen: then both sides are looked at. */
  private static boolean takenBackHere(List<TheirSide.Field> fields) {
    return fields.size() == 1
        && fields.getFirst().name().equals(Fields.STATUS)
        && fields.getFirst().ours().equals(Fields.REMOVED)
        && fields.getFirst().theirs().equals(Fields.APPROVED);
  }

  private Offer offer(RecordRef record, List<TheirSide.Field> fields) {
    List<String> means = List.of();
    String against = null;
    try {
      means = means(record);
    } catch (Refused e) {
      against = Objects.requireNonNullElse(e.getMessage(), "It stays as it is.");
    }
    var print = new Fingerprint().add(TheirSide.seen(fields)).add(against);
    means.forEach(print::add);
    return new Offer(record, means, against, HexFormat.of().formatHex(print.end(), 0, SEEN));
  }

  private List<String> means(RecordRef it) {
    return switch (Kind.of(it.kind())) {
      case PAYMENT -> List.of(payments.previewKept(new PaymentId(it.id())));
      case ALLOCATION -> List.of(credits.preview(new AllocationId(it.id())));
      case CREDIT_NOTE -> List.of(credits.preview(new CreditNoteId(it.id())));
      case REFUND -> List.of(credits.preview(new RefundId(it.id())));
      case RECEIPT -> receipts.means(it.id());
      default -> throw new Refused("It cannot be kept here.");
    };
  }

  /**
   * They stand here again, as over there, and nothing of them is sent any more.
   *
   * @return how many: what one of them settles again may leave no room for the next, which stays
   * @throws Refused if one of them would mean something else by now; then none of them is kept
   */
  public int keep(Collection<Shown> shown) {
    for (Shown it : shown) {
      if (of(it.record()).filter(at -> at.seen().equals(it.seen())).isEmpty()) {
        throw new Refused("Something has changed since you looked. Nothing was kept: look again.");
      }
    }
    List<RecordRef> kept = new ArrayList<>();
    for (Shown it : shown) {
      Standing standing = outbox.standing(it.record());
      if (offer(standing).filter(at -> at.against() == null).isPresent()) {
        keep(it.record(), Objects.requireNonNull(standing.tenant()));
        kept.add(it.record());
      }
    }
    outbox.tryAgain(kept);
    return kept.size();
  }

  private void keep(RecordRef record, UUID tenant) {
    Kind kind = Kind.of(record.kind());
    List<TheirSide.Field> fields = theirs.waiting(kind, tenant, record.id());
    theirs.take(kind, tenant, record.id(), TheirSide.seen(fields));
  }
}
