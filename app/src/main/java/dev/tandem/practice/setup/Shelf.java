package dev.tandem.practice.setup;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the three lists of the setup have in common: rows are archived and restored, never deleted,
 * names are unique among those in use, and each change is noted.
 *
 * @param kind the table's name, and the word for a row of it
 */
record Shelf(String kind, JdbcClient db, AuditTrail trail, Clock clock) {

  int size() {
    return db.sql("select count(*) from practice." + kind).query(Integer.class).single();
  }

  void archive(UUID id) {
    shelve(id, Timestamp.from(clock.instant()), "archived");
  }

  void restore(UUID id) {
    namesStayUnique(() -> shelve(id, null, "restored"));
  }

  private void shelve(UUID id, @Nullable Timestamp at, String action) {
    int changed =
        db.sql(
                "update practice.%s set archived_at = ? where id = ? and (archived_at is null) = ?"
                    .formatted(kind))
            .param(at)
            .param(id)
            .param(at != null)
            .update();
    if (changed == 1) {
      note(id, action);
    } else if (!exists(id)) {
      throw new NoSuchRecord(kind, id);
    }
  }

  void noteAdded(UUID id) {
    note(id, "added");
  }

  /**
   * @param rows how many rows the update met
   */
  void noteChanged(UUID id, int rows) {
    if (rows == 0) {
      throw new NoSuchRecord(kind, id);
    }
    note(id, "changed");
  }

  void namesStayUnique(Runnable write) {
    try {
      write.run();
    } catch (DuplicateKeyException _) {
      throw new InvalidInput("name", "There is a " + kind + " of this name already.");
    }
  }

  private boolean exists(UUID id) {
    return db.sql("select count(*) from practice.%s where id = ?".formatted(kind))
            .param(id)
            .query(Integer.class)
            .single()
        == 1;
  }

  private void note(UUID id, String action) {
    trail.note(new RecordRef(kind, id), null, action, action + " this " + kind);
  }
}
