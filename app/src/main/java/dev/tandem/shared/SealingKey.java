package dev.tandem.shared;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one row that says which key values are sealed under. Nodes that know an old and a new key go
 * on with the old one until a rotation changes this row; the change waits for every transaction
 * that has sealed something, and every later one sees it.
 */
@Component
public class SealingKey implements InitializingBean {

  private final JdbcClient jdbc;
  private final KeyRing ring;
  private final List<SealedColumn> columns;

  SealingKey(JdbcClient jdbc, KeyRing ring, List<SealedColumn> columns) {
    this.jdbc = jdbc;
    this.ring = ring;
    this.columns = columns;
  }

  /**
   * The very first start writes the row. A process with another key is refused when it wants to
   * serve or to seal, not here: the doctor must be able to look.
   */
  @Override
  public void afterPropertiesSet() {
    if (jdbc.sql("select key_id from house.sealing_key").query(String.class).optional().isEmpty()) {
      jdbc.sql("insert into house.sealing_key (key_id) values (?) on conflict (one) do nothing")
          .param(first())
          .update();
    }
  }

  /**
   * A database of an earlier version has no such row, but may hold sealed values: its key stays.
   */
  private String first() {
    Set<String> found = inUse();
    return found.isEmpty() || found.contains(ring.wished())
        ? ring.wished()
        : found.iterator().next();
  }

  /** The keys that values lie under at present. */
  private Set<String> inUse() {
    var found = new TreeSet<String>();
    for (SealedColumn it : columns) {
      found.addAll(
          jdbc.sql(
                  "select distinct split_part(%2$s, ':', 1) from %1$s where %2$s like '%%:%%:%%:%%'"
                      .formatted(it.table(), it.column()))
              .query(String.class)
              .list());
    }
    return found;
  }

  /**
   * @throws Unknown if this process cannot open what the database holds
   */
  public void requireKnown() {
    require(current());
    // In the middle of a rotation values may still lie under the key before.
    inUse().forEach(this::require);
  }

  /** Whether this process has the key in use. */
  public boolean isKnown() {
    return ring.find(current()).isPresent();
  }

  private void require(String id) {
    if (ring.find(id).isEmpty()) {
      throw new Unknown(id);
    }
  }

  /** The id of the key in use. */
  public String current() {
    return jdbc.sql("select key_id from house.sealing_key").query(String.class).single();
  }

  /**
   * The id of the key in use, which stays in use until the open transaction ends.
   *
   * @throws IllegalStateException if none is open
   */
  String untilTheTransactionEnds() {
    return locked("for share");
  }

  /**
   * As above for whoever joins the nodes.
   *
   * @throws Unknown if this process does not have that key
   */
  public void requireUntilTheTransactionEnds() {
    require(untilTheTransactionEnds());
  }

  /**
   * Takes the row for the open transaction: nobody seals anything, and no node joins, before it
   * ends.
   *
   * @return the id of the key in use
   */
  public String take() {
    return locked("for update");
  }

  /** Puts the other key into use, from the end of the open transaction on. */
  public void change(String to) {
    require(to);
    jdbc.sql("update house.sealing_key set key_id = ?, since = clock_timestamp()")
        .param(to)
        .update();
  }

  private String locked(String how) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "A value is sealed in the transaction that writes it, and none is open");
    }
    return jdbc.sql("select key_id from house.sealing_key " + how).query(String.class).single();
  }

  /** This process does not have the key that the database's values are sealed under. */
  public static class Unknown extends IllegalStateException {
    public Unknown(String id) {
      super(
          "This database is sealed under another ENCRYPTION_KEY (its id is "
              + id
              + "). Start with the key it was used with. To change to a new key, made with './tandem keys new', set"
              + " ENCRYPTION_KEY to the new one and ENCRYPTION_KEY_PREVIOUS to the old one, start, and run './tandem keys"
              + " rotate'. Only if the old key is lost for good: stop Tandem and run './tandem keys abandon --yes'.");
    }
  }
}
