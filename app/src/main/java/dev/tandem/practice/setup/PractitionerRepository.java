package dev.tandem.practice.setup;

import dev.tandem.shared.Ids;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PractitionerRepository {

  private final JdbcClient db;
  private final Clock clock;
  private final Shelf shelf;

  PractitionerRepository(JdbcClient db, AuditTrail trail, Clock clock) {
    this.db = db;
    this.clock = clock;
    this.shelf = new Shelf("practitioner", db, trail, clock);
  }

  List<PractitionerView> inUse() {
    return list("archived_at is null");
  }

  List<PractitionerView> archived() {
    return list("archived_at is not null");
  }

  PractitionerView find(PractitionerId id) {
    return db.sql("select * from practice.practitioner where id = ?")
        .param(id.value())
        .query(PractitionerRepository::view)
        .optional()
        .orElseThrow(() -> new NoSuchRecord("practitioner", id));
  }

  PractitionerId add(PractitionerDetails it) {
    check(it);
    var id = new PractitionerId(Ids.next(clock));
    String colour = Colours.choose(it.colour(), shelf.size());
    onePersonOnePractitioner(
        () ->
            db.sql(
                    """
                    insert into practice.practitioner (name, profession, colour, staff_id, id)
                    values (?, ?, ?, ?, ?)
                    """)
                .params(columns(it, colour, id))
                .update());
    shelf.noteAdded(id.value());
    return id;
  }

  void change(PractitionerId id, PractitionerDetails it) {
    find(id);
    check(it);
    String colour = Colours.choose(it.colour(), 0);
    onePersonOnePractitioner(
        () ->
            shelf.noteChanged(
                id.value(),
                db.sql(
                        """
                        update practice.practitioner
                        set name = ?, profession = ?, colour = ?, staff_id = ? where id = ?
                        """)
                    .params(columns(it, colour, id))
                    .update()));
  }

  void archive(PractitionerId id) {
    shelf.archive(id.value());
  }

  void restore(PractitionerId id) {
    shelf.restore(id.value());
  }

  private List<PractitionerView> list(String which) {
    return db.sql("select * from practice.practitioner where " + which + " order by name")
        .query(PractitionerRepository::view)
        .list();
  }

  private static @Nullable Object[] columns(
      PractitionerDetails it, String colour, PractitionerId id) {
    StaffId staff = it.staff();
    return new @Nullable Object[] {
      it.name().strip(),
      it.profession().strip(),
      colour,
      staff == null ? null : staff.value(),
      id.value()
    };
  }

  private static void check(PractitionerDetails it) {
    new Typed()
        .require("name", it.name(), 80, "a name")
        .limit("profession", it.profession(), 80)
        .refuseErrors();
  }

  private static void onePersonOnePractitioner(Runnable write) {
    try {
      write.run();
    } catch (DataIntegrityViolationException _) {
      throw new InvalidInput(
          "staff", "Choose a person of this practice who is not another practitioner already.");
    }
  }

  private static PractitionerView view(ResultSet row, int number) throws SQLException {
    UUID staff = row.getObject("staff_id", UUID.class);
    return new PractitionerView(
        new PractitionerId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("profession"),
        row.getString("colour"),
        staff == null ? null : new StaffId(staff),
        row.getTimestamp("archived_at") != null);
  }
}
