package dev.tandem.shared.keys;

import dev.tandem.shared.KeyRing;
import dev.tandem.shared.SealedColumn;
import dev.tandem.shared.Sealing;
import dev.tandem.shared.SealingKey;
import dev.tandem.shared.nodes.Node;
import dev.tandem.shared.nodes.Nodes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The change from one key to another: put the new one into use, seal everything anew, prove that
 * nothing was left. Each step can be done again; one that was interrupted goes on where it stopped.
 */
@Component
class KeyRotation {

  private static final int BATCH = 200;

  private final JdbcClient jdbc;
  private final KeyRing ring;
  private final SealingKey key;
  private final Sealing sealing;
  private final Nodes nodes;
  private final List<SealedColumn> columns;
  private final TransactionTemplate inHouse;

  KeyRotation(
      JdbcClient jdbc,
      KeyRing ring,
      SealingKey key,
      Sealing sealing,
      Nodes nodes,
      List<SealedColumn> columns,
      @Qualifier("inHouse") TransactionTemplate inHouse) {
    this.jdbc = jdbc;
    this.ring = ring;
    this.key = key;
    this.sealing = sealing;
    this.nodes = nodes;
    this.columns = columns;
    this.inHouse = inHouse;
  }

  /** The key in use. */
  String present() {
    return key.current();
  }

  /**
   * @throws SealingKey.Unknown if this process does not have the key in use
   */
  void requirePresent() {
    key.requireKnown();
  }

  /** The key to change to: this process's {@code ENCRYPTION_KEY}. */
  String target() {
    return ring.wished();
  }

  /** Whether this process can open what the database holds. */
  boolean knowsPresent() {
    return ring.ids().contains(present());
  }

  /** Whether there is nothing to change over to. */
  boolean inUse() {
    return present().equals(target());
  }

  /** Whether this process knows older keys, too. */
  boolean hasPrevious() {
    return ring.ids().size() > 1;
  }

  List<Node> nodes() {
    return nodes.living();
  }

  List<Node> nodesWithoutTarget() {
    return nodes.living().stream().filter(it -> !it.keys().contains(target())).toList();
  }

  /**
   * Puts the new key into use for every node at once.
   *
   * @return the nodes that do not know it, because of which nothing was changed; empty if it was
   */
  List<Node> change() {
    return inHouse.execute(
        _ -> {
          // Held first: a node that joins meanwhile waits, and then sees what is decided here.
          String before = key.take();
          List<Node> unknowing = nodesWithoutTarget();
          if (unknowing.isEmpty() && !before.equals(target())) {
            key.change(target());
          }
          return unknowing;
        });
  }

  /**
   * Puts the new key into use though the one before is gone.
   *
   * @return false if a node runs, which may still have it; nothing was changed then
   */
  boolean changeWithoutTheOld() {
    return Boolean.TRUE.equals(
        inHouse.execute(
            _ -> {
              key.take();
              if (!nodes.living().isEmpty()) {
                return false;
              }
              key.change(target());
              return true;
            }));
  }

  /** How each column stands. */
  List<Standing> standings() {
    return columns.stream()
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .map(this::standing)
        .toList();
  }

  private Standing standing(SealedColumn it) {
    return jdbc.sql(
            """
            select count(*), count(*) filter (where %2$s not like :present) from %1$s where %2$s <> ''
            """
                .formatted(it.table(), it.column()))
        .param("present", target() + ":%")
        .query((row, number) -> new Standing(it, row.getLong(1), row.getLong(2)))
        .single();
  }

  /**
   * Seals every value of the column anew that is under another key or in the older form, each in a
   * transaction of its own and only if nobody has changed it meanwhile. What cannot be opened is
   * left.
   *
   * @return how many were
   */
  long reseal(SealedColumn column) {
    return resealAll(column, Optional.empty());
  }

  /**
   * As above, but what cannot be opened becomes an empty secret: whoever uses it is refused at the
   * ledger, and so comes to the page that says how to connect again.
   */
  long resealOrEmpty(SealedColumn column) {
    return resealAll(column, Optional.of(""));
  }

  /** How many values of the column no key at hand opens. */
  long lost(SealedColumn column) {
    long lost = 0;
    UUID after = new UUID(0, 0);
    List<Due> batch;
    while (!(batch = due(column, after)).isEmpty()) {
      lost += batch.stream().filter(it -> open(column, it).isEmpty()).count();
      after = batch.getLast().id();
    }
    return lost;
  }

  private long resealAll(SealedColumn column, Optional<String> otherwise) {
    long done = 0;
    UUID after = new UUID(0, 0);
    List<Due> batch;
    while (!(batch = due(column, after)).isEmpty()) {
      for (Due it : batch) {
        done += reseal(column, it, open(column, it).or(() -> otherwise)) ? 1 : 0;
      }
      after = batch.getLast().id();
    }
    return done;
  }

  private List<Due> due(SealedColumn it, UUID after) {
    return jdbc.sql(
            """
            select id, %2$s from %1$s where %2$s <> '' and %2$s not like :present and id > :after
            order by id limit :most
            """
                .formatted(it.table(), it.column()))
        .param("present", target() + ":%")
        .param("after", after)
        .param("most", BATCH)
        .query((row, number) -> new Due(row.getObject(1, UUID.class), row.getString(2)))
        .list();
  }

  private Optional<String> open(SealedColumn column, Due due) {
    try {
      return Optional.of(sealing.unseal(due.value(), column.row(due.id())));
    } catch (Sealing.CannotUnseal underAnotherKey) {
      return Optional.empty();
    }
  }

  private boolean reseal(SealedColumn column, Due due, Optional<String> plain) {
    if (plain.isEmpty()) {
      return false;
    }
    String sql =
        "update %1$s set %2$s = ? where id = ? and %2$s = ?"
            .formatted(column.table(), column.column());
    return Boolean.TRUE.equals(
        inHouse.execute(
            _ ->
                jdbc.sql(sql)
                        .params(
                            sealing.seal(plain.get(), column.row(due.id())), due.id(), due.value())
                        .update()
                    == 1));
  }

  /**
   * @param sealed values in the column
   * @param due of them under another key than the new one, or in the older form
   */
  record Standing(SealedColumn column, long sealed, long due) {}

  private record Due(UUID id, String value) {}
}
