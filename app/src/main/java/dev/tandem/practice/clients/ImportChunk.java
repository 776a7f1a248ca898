package dev.tandem.practice.clients;

import dev.tandem.practice.clients.RowReader.Reading;
import dev.tandem.practice.clients.csv.CsvLine;
import dev.tandem.practice.setup.Setup;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes in some hundred rows at once, within the caller's transaction. */
@Component
class ImportChunk {

  private static final String OTHER_PERSON =
      "Reference elsewhere: this reference belongs to somebody else here, who shares neither name,"
          + " birth date, e-mail nor phone with this row. If the file comes from another system, leave"
          + " the column out";

  private final ClientRepository clients;
  private final ImportStockRepository stock;
  private final ImportRepository imports;
  private final Setup setup;
  private final ClientNews news;
  private final Clock clock;

  ImportChunk(
      ClientRepository clients,
      ImportStockRepository stock,
      ImportRepository imports,
      Setup setup,
      ClientNews news,
      Clock clock) {
    this.clients = clients;
    this.stock = stock;
    this.imports = imports;
    this.setup = setup;
    this.news = news;
    this.clock = clock;
  }

  void take(ClientImportView into, List<CsvLine> lines) {
    var reader = new RowReader(into.plan(), into.firstRow(), clock);
    List<Reading> readings = lines.stream().map(reader::read).toList();
    imports.oneAtATime();
    List<ImportedRow> rows = readings.stream().flatMap(it -> it.row().stream()).toList();
    var merge = new ImportMerge(into.id(), stock.about(rows), clock);
    for (Reading reading : readings) {
      Optional<ImportedRow> row = reading.row();
      if (row.isEmpty()) {
        imports.keepError(into.id(), reading.line(), reading.reason());
      } else if (!merge.accept(row.get())) {
        imports.keepError(into.id(), reading.line(), OTHER_PERSON);
      }
    }
    store(merge, into.fileName());
    imports.count(into.id(), merge.counts(lines.size()));
  }

  private void store(ImportMerge merge, String fileName) {
    String country = setup.practice().country();
    clients.insert(rows(merge.added(), country));
    clients.update(rows(merge.changed(), country));
    stock.remember(merge.traces());
    news.imported(merge.added().keySet(), merge.changed().keySet(), fileName);
  }

  private static List<ClientRow> rows(Map<ClientId, ClientDetails> clients, String country) {
    return clients.entrySet().stream()
        .map(it -> new ClientRow(it.getKey(), it.getValue(), country))
        .toList();
  }
}
