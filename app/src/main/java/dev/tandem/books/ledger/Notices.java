package dev.tandem.books.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a ledger tells us unasked. */
public interface Notices {

  /** The provider's name, as bindings carry it. */
  String provider();

  /** Whether there is a key to prove a notice with; without one nothing is believed. */
  boolean provable();

  /**
   * Whether the ledger itself sent exactly these bytes. To be asked before anything else is done
   * with them: whoever has no key makes us compute, but never read what they wrote.
   *
   * @return which key proves it, as a fingerprint that tells the key to nobody; empty if none does
   */
  Optional<String> provenBy(byte[] body, @Nullable String signature);

  /**
   * The calls by which the ledger tests whether we answer rightly, to try our own door first.
   * Without a key there are none among them that have to be taken.
   *
   * @param tenants whose custom connections' keys are tried beside the installation's own
   */
  List<TestCall> testCalls(Set<UUID> tenants);

  /**
   * The keys in use whose webhooks tell of some organisations only, by their fingerprints. Any
   * other key tells of all that have none of their own.
   */
  Map<String, Set<UUID>> keysOfSome();

  /** Reads whatever was sent; what makes no sense is marked, never thrown. */
  NoticeBody read(byte[] body);

  /** The kind that a category of notices is about, if we keep it. */
  Optional<Kind> kind(String category);

  /** The category of notices about a kind. */
  String category(Kind kind);

  /** Whether this record can only be read by itself, not among others of its kind. */
  boolean isReadAlone(Kind kind, String ledgerId);
}
