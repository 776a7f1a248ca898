package dev.tandem.practice.setup;

import dev.tandem.shared.Ids;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class LocationRepository {

  private final JdbcClient db;
  private final Clock clock;
  private final Shelf shelf;

  LocationRepository(JdbcClient db, AuditTrail trail, Clock clock) {
    this.db = db;
    this.clock = clock;
    this.shelf = new Shelf("location", db, trail, clock);
  }

  List<LocationView> inUse() {
    return list("archived_at is null");
  }

  List<LocationView> archived() {
    return list("archived_at is not null");
  }

  LocationView find(LocationId id) {
    return db.sql("select * from practice.location where id = ?")
        .param(id.value())
        .query(LocationRepository::view)
        .optional()
        .orElseThrow(() -> new NoSuchRecord("location", id));
  }

  Optional<LocationView> workingAt(StaffId staff) {
    return db.sql(
            """
            select location.* from practice.location
              join practice.working_at on location_id = location.id
             where staff_id = ? and archived_at is null
            """)
        .param(staff.value())
        .query(LocationRepository::view)
        .optional();
  }

  void workAt(StaffId staff, @Nullable LocationId location) {
    db.sql("delete from practice.working_at where staff_id = ?").param(staff.value()).update();
    if (location != null) {
      find(location);
      db.sql("insert into practice.working_at (staff_id, location_id) values (?, ?)")
          .params(staff.value(), location.value())
          .update();
    }
  }

  LocationId add(LocationDetails it) {
    check(it);
    var id = new LocationId(Ids.next(clock));
    String colour = Colours.choose(it.colour(), shelf.size());
    shelf.namesStayUnique(
        () ->
            db.sql(
                    """
                    insert into practice.location
                      (name, address, city, region, postcode, phone, colour, id)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                .params(columns(it, colour, id))
                .update());
    shelf.noteAdded(id.value());
    return id;
  }

  void change(LocationId id, LocationDetails it) {
    find(id);
    check(it);
    String colour = Colours.choose(it.colour(), 0);
    shelf.namesStayUnique(
        () ->
            shelf.noteChanged(
                id.value(),
                db.sql(
                        """
                        update practice.location set name = ?, address = ?, city = ?, region = ?,
                          postcode = ?, phone = ?, colour = ? where id = ?
                        """)
                    .params(columns(it, colour, id))
                    .update()));
  }

  void archive(LocationId id) {
    shelf.archive(id.value());
  }

  void restore(LocationId id) {
    shelf.restore(id.value());
  }

  private List<LocationView> list(String which) {
    return db.sql("select * from practice.location where " + which + " order by name")
        .query(LocationRepository::view)
        .list();
  }

  private static Object[] columns(LocationDetails it, String colour, LocationId id) {
    return new Object[] {
      it.name().strip(),
      it.address().strip(),
      it.city().strip(),
      it.region().strip(),
      it.postcode().strip(),
      it.phone().strip(),
      colour,
      id.value()
    };
  }

  private static void check(LocationDetails it) {
    new Typed()
        .require("name", it.name(), 80, "a name")
        .limit("address", it.address(), 200)
        .limit("city", it.city(), 80)
        .limit("region", it.region(), 80)
        .limit("postcode", it.postcode(), 16)
        .limit("phone", it.phone(), 40)
        .refuseErrors();
  }

  private static LocationView view(ResultSet row, int number) throws SQLException {
    return new LocationView(
        new LocationId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("address"),
        row.getString("city"),
        row.getString("region"),
        row.getString("postcode"),
        row.getString("phone"),
        row.getString("colour"),
        row.getTimestamp("archived_at") != null);
  }
}
