package dev.tandem.practice.billing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tandem.practice.setup.ServiceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class LineRepository {

  private record Owned(InvoiceId invoice, InvoiceLine line) {}

  private static final TypeReference<List<Tracking>> TRACKING = new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  LineRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Invoice invoice) {
    for (int position = 0; position < invoice.lines().size(); position++) {
      insert(invoice.id(), position, invoice.lines().get(position));
    }
  }

  void replace(Invoice invoice) {
    jdbc.sql(
            "delete from practice.invoice_line where practice_id = house.here() and invoice_id = :id")
        .param("id", invoice.id().value())
        .update();
    add(invoice);
  }

  private void insert(InvoiceId invoice, int position, InvoiceLine line) {
    LineDetails details = line.details();
    Discount discount = details.discount();
    jdbc.sql(
            """
            insert into practice.invoice_line
              (invoice_id, position, description, quantity, unit_price, account_code, tax_type,
               tax_rate, service_id, amount, tax, item_code, discount_rate, discount_amount,
               tracking)
            values (:invoice, :position, :description, :quantity, :unitPrice, :account, :taxType,
               :taxRate, :service, :amount, :tax, :item, :discountRate, :discountAmount,
               cast(:tracking as jsonb))
            """)
        .param("invoice", invoice.value())
        .param("position", position)
        .param("description", details.description())
        .param("quantity", details.quantity())
        .param("unitPrice", details.unitPrice())
        .param("account", details.accountCode())
        .param("taxType", details.taxType())
        .param("taxRate", details.taxRate())
        .param("service", details.service() == null ? null : details.service().value(), Types.OTHER)
        .param("amount", line.amount())
        .param("tax", line.tax())
        .param("item", details.itemCode())
        .param("discountRate", discount == null ? null : discount.rate(), Types.NUMERIC)
        .param("discountAmount", discount == null ? null : discount.amount(), Types.NUMERIC)
        .param("tracking", JSON.writeValueAsString(details.tracking()))
        .update();
  }

  Map<InvoiceId, List<InvoiceLine>> of(Collection<InvoiceId> invoices) {
    return jdbc
        .sql(
            """
            select invoice_id, description, quantity, unit_price, account_code, tax_type, tax_rate,
                   service_id, amount, tax, item_code, discount_rate, discount_amount, tracking
              from practice.invoice_line
             where practice_id = house.here() and invoice_id = any(:ids)
             order by invoice_id, position
            """)
        .param("ids", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(LineRepository::row)
        .list()
        .stream()
        .collect(groupingBy(Owned::invoice, mapping(Owned::line, toList())));
  }

  private static Owned row(ResultSet row, int number) throws SQLException {
    UUID service = Column.id(row, "service_id");
    var details =
        new LineDetails(
            row.getString("description"),
            row.getBigDecimal("quantity"),
            row.getBigDecimal("unit_price"),
            row.getString("account_code"),
            row.getString("tax_type"),
            row.getBigDecimal("tax_rate"),
            service == null ? null : new ServiceId(service),
            row.getString("item_code"),
            Discount.of(row.getBigDecimal("discount_rate"), row.getBigDecimal("discount_amount")),
            JSON.readValue(row.getString("tracking"), TRACKING));
    return new Owned(
        new InvoiceId(Column.id(row, "invoice_id")),
        new InvoiceLine(details, row.getBigDecimal("amount"), row.getBigDecimal("tax")));
  }
}
