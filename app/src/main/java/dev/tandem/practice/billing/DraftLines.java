package dev.tandem.practice.billing;

import dev.tandem.practice.setup.LocationId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the lines of drafts name of the ledger's. Nothing of it was owed yet by anybody. */
@Component
@Transactional(readOnly = true)
public class DraftLines {

  /** What lines name: an account's code, a tax, an item's code, or the id of a tracking option. */
  public enum Part {
    ACCOUNT,
    TAX,
    ITEM,
    TRACKING
  }

  /**
   * @param location null of drafts of none
   * @param drafts how many name it
   */
  public record Named(Part part, String value, @Nullable LocationId location, int drafts) {}

  private static final String NAMED =
      """
      select i.id, i.location_id, n.part, n.value
        from practice.invoice i
        join practice.invoice_line l on l.practice_id = i.practice_id and l.invoice_id = i.id
       cross join lateral (
             values ('ACCOUNT', l.account_code), ('TAX', l.tax_type), ('ITEM', l.item_code)
              union all
             select 'TRACKING', t ->> 'optionId' from jsonb_array_elements(l.tracking) t
             ) as n (part, value)
       where i.practice_id = house.here() and i.status = 'DRAFT' and n.value <> ''
      """;

  private final JdbcClient jdbc;

  DraftLines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By part and value. */
  public List<Named> named() {
    return jdbc.sql(
            "select part, value, location_id, count(distinct id)::int as drafts from ("
                + NAMED
                + ") as named group by part, value, location_id order by part, value")
        .query(
            (row, _) ->
                new Named(
                    Part.valueOf(row.getString("part")),
                    row.getString("value"),
                    location(Column.id(row, "location_id")),
                    row.getInt("drafts")))
        .list();
  }

  /**
   * Drafts that name it, oldest first.
   *
   * @param locations those that are meant; a null among them means drafts of none
   */
  public List<InvoiceId> naming(
      Part part, String value, Collection<@Nullable LocationId> locations) {
    return jdbc.sql(
            "select distinct id from ("
                + NAMED
                + """
                ) as named
                 where part = :part and value = :value
                   and (location_id = any(:locations) or (location_id is null and :none))
                 order by id""")
        .param("part", part.name())
        .param("value", value)
        .param(
            "locations",
            locations.stream().filter(it -> it != null).map(LocationId::value).toArray(UUID[]::new))
        .param("none", locations.contains(null))
        .query((row, _) -> new InvoiceId(Column.id(row, "id")))
        .list();
  }

  private static @Nullable LocationId location(@Nullable UUID id) {
    return id == null ? null : new LocationId(id);
  }
}
