package dev.tandem.practice.setup;

import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Practices;
import dev.tandem.staff.AuditTrail;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ServiceRepository {

  private static final BigDecimal DEAREST = new BigDecimal("9999999999.99");

  private final JdbcClient db;
  private final Clock clock;
  private final Shelf shelf;

  ServiceRepository(JdbcClient db, AuditTrail trail, Clock clock) {
    this.db = db;
    this.clock = clock;
    this.shelf = new Shelf("service", db, trail, clock);
  }

  List<ServiceView> inUse() {
    return list("archived_at is null");
  }

  List<ServiceView> archived() {
    return list("archived_at is not null");
  }

  ServiceView find(ServiceId id) {
    return db.sql(
            """
            select s.*, p.currency from practice.service s, house.practice p
            where s.id = ? and p.id = s.practice_id
            """)
        .param(id.value())
        .query(ServiceRepository::view)
        .optional()
        .orElseThrow(() -> new NoSuchRecord("service", id));
  }

  ServiceId add(ServiceDetails it) {
    check(it);
    var id = new ServiceId(Ids.next(clock));
    String colour = Colours.choose(it.colour(), shelf.size());
    shelf.namesStayUnique(
        () ->
            db.sql(
                    """
                    insert into practice.service (name, minutes, price, tax_inclusive,
                      account_code, tax_type, tax_rate, colour, id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                .params(columns(it, colour, id))
                .update());
    shelf.noteAdded(id.value());
    return id;
  }

  void change(ServiceId id, ServiceDetails it) {
    find(id);
    check(it);
    String colour = Colours.choose(it.colour(), 0);
    shelf.namesStayUnique(
        () ->
            shelf.noteChanged(
                id.value(),
                db.sql(
                        """
                        update practice.service set name = ?, minutes = ?, price = ?,
                          tax_inclusive = ?, account_code = ?, tax_type = ?, tax_rate = ?,
                          colour = ? where id = ?
                        """)
                    .params(columns(it, colour, id))
                    .update()));
  }

  void archive(ServiceId id) {
    shelf.archive(id.value());
  }

  void restore(ServiceId id) {
    shelf.restore(id.value());
  }

  private List<ServiceView> list(String which) {
    return db.sql(
            """
            select s.*, p.currency from practice.service s, house.practice p
            where p.id = ? and p.id = s.practice_id and\
            """
                + " "
                + which
                + " order by s.name")
        .param(Practices.current().value())
        .query(ServiceRepository::view)
        .list();
  }

  private static Object[] columns(ServiceDetails it, String colour, ServiceId id) {
    return new Object[] {
      it.name().strip(),
      it.minutes(),
      it.price(),
      it.taxInclusive(),
      it.accountCode().strip(),
      it.taxType().strip(),
      it.taxRate(),
      colour,
      id.value()
    };
  }

  private static void check(ServiceDetails it) {
    new Typed()
        .require("name", it.name(), 100, "a name")
        .check(
            "minutes",
            it.minutes() >= 5 && it.minutes() <= 1440,
            "Enter the duration in minutes, from 5 to 1440.")
        .check(
            "price",
            it.price().signum() >= 0 && it.price().compareTo(DEAREST) <= 0,
            "Enter a price of zero or more.")
        .check("price", it.price().stripTrailingZeros().scale() <= 2, "Use at most two decimals.")
        .check("accountCode", it.accountCode().strip().length() <= 10, "At most 10 characters.")
        .check("taxType", it.taxType().strip().length() <= 50, "At most 50 characters.")
        .check(
            "taxRate",
            it.taxRate().signum() >= 0 && it.taxRate().compareTo(new BigDecimal(100)) <= 0,
            "Enter percent, from 0 to 100.")
        .refuseErrors();
  }

  private static ServiceView view(ResultSet row, int number) throws SQLException {
    return new ServiceView(
        new ServiceId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getInt("minutes"),
        new Money(row.getBigDecimal("price"), row.getString("currency")),
        row.getBoolean("tax_inclusive"),
        row.getString("account_code"),
        row.getString("tax_type"),
        plain(row.getBigDecimal("tax_rate")),
        row.getString("colour"),
        row.getTimestamp("archived_at") != null);
  }

  /** 10, not 10.0000 and not 1E+1. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
