package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvoiceListRepository {

  private static final String ROW =
      "select id, number, status, client_id, payer_id, issued_on, due_on, currency, reference, total, due, made_in_ledger";

  private static final int PORTION = 500;

  private record Counted(long count, InvoicePage.Sum sum) {}

  private final JdbcClient jdbc;

  InvoiceListRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  InvoicePage page(InvoiceSearch search) {
    List<Counted> counted =
        asked(
                "select currency, count(*) as found,"
                    + " coalesce(sum(total) filter (where status in ('APPROVED', 'PAID')), 0.00) as total,"
                    + " coalesce(sum(due) filter (where status = 'APPROVED'), 0.00) as due",
                search,
                " group by currency order by currency")
            .query(
                (row, _) -> {
                  String currency = row.getString("currency");
                  return new Counted(
                      row.getLong("found"),
                      new InvoicePage.Sum(
                          new Money(row.getBigDecimal("total"), currency),
                          new Money(row.getBigDecimal("due"), currency)));
                })
            .list();
    List<InvoiceRow> rows =
        asked(ROW, search, " order by issued_on desc, id desc limit :size offset :offset")
            .param("size", search.size())
            .param("offset", (search.page() - 1L) * search.size())
            .query(InvoiceListRepository::row)
            .list();
    return new InvoicePage(
        rows,
        counted.stream().mapToLong(Counted::count).sum(),
        counted.stream().map(Counted::sum).toList(),
        search.page(),
        search.size());
  }

  List<InvoiceRow> after(InvoiceSearch search, @Nullable InvoiceId last) {
    String onwards =
        last == null
            ? ""
            : """
               and (issued_on, id) < (select p.issued_on, p.id from practice.invoice p
                                       where p.practice_id = house.here() and p.id = :last)
              """;
    return asked(ROW, search, onwards + " order by issued_on desc, id desc limit :most")
        .param("last", last == null ? null : last.value())
        .param("most", PORTION)
        .query(InvoiceListRepository::row)
        .list();
  }

  private JdbcClient.StatementSpec asked(String columns, InvoiceSearch search, String end) {
    var sql =
        new StringBuilder(columns + " from practice.invoice where practice_id = house.here()");
    if (search.state() != null) {
      sql.append(" and ").append(search.state().condition());
    }
    if (!search.number().isEmpty()) {
      // As a range: under row-level security a LIKE could not use the index.
      sql.append(
          " and ((number_key >= :number and number_key < :number || '\uFFFF') or client_id = any(:clients)"
              + " or payer_id = any(:clients))");
    }
    InvoiceSearch.Within within = search.within();
    if (within == null) {
      return asked(sql + end, search);
    }
    if (within.client() != null) {
      sql.append(" and (client_id = :client or payer_id = :client)");
    }
    if (within.from() != null) {
      sql.append(" and issued_on >= :from");
    }
    if (within.to() != null) {
      sql.append(" and issued_on <= :to");
    }
    if (within.these() != null) {
      sql.append(" and id = any(:these)");
    }
    return asked(sql + end, search)
        .param("client", within.client() == null ? null : within.client().value())
        .param("from", within.from())
        .param("to", within.to())
        .param("these", ids(within.these()));
  }

  private JdbcClient.StatementSpec asked(String sql, InvoiceSearch search) {
    return jdbc.sql(sql)
        .param("today", search.today())
        .param("number", search.number())
        .param("clients", search.clients().stream().map(ClientId::value).toArray(UUID[]::new));
  }

  private static UUID[] ids(@Nullable Collection<InvoiceId> invoices) {
    return invoices == null
        ? new UUID[0]
        : invoices.stream().map(InvoiceId::value).toArray(UUID[]::new);
  }

  private static InvoiceRow row(ResultSet row, int number) throws SQLException {
    UUID payer = Column.id(row, "payer_id");
    return new InvoiceRow(
        new InvoiceId(Column.id(row, "id")),
        row.getString("number"),
        InvoiceStatus.valueOf(row.getString("status")),
        new ClientId(Column.id(row, "client_id")),
        payer == null ? null : new ClientId(payer),
        Column.date(row, "issued_on"),
        Column.date(row, "due_on"),
        row.getString("currency"),
        row.getString("reference"),
        row.getBigDecimal("total"),
        row.getBigDecimal("due"),
        row.getBoolean("made_in_ledger"));
  }
}
