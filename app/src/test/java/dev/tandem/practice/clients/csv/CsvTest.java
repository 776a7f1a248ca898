package dev.tandem.practice.clients.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as they come out of other people's programs. */
class CsvTest {

  private static final Year NOW = Year.of(2026);

  @Test
  void tellsTheEncodingsApart() {
    String text = "Name\nZoë Müller\nŁukasz\n";
    assertThat(charset(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(StandardCharsets.UTF_8);
    assertThat(charset(("\ufeff" + text).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(StandardCharsets.UTF_8);
    assertThat(charset(text.getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(StandardCharsets.UTF_16LE);
    assertThat(charset(text.getBytes(StandardCharsets.UTF_16)))
        .isEqualTo(StandardCharsets.UTF_16BE);
    assertThat(charset("Name\nZoë Müller’s\n".getBytes(CharsetGuess.WINDOWS_1252)))
        .isEqualTo(CharsetGuess.WINDOWS_1252);
    assertThat(charset("Name\nAnn\n".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void anAccentFarDownStillDecidesTheEncoding() {
    String far = "Ann,Lee\n".repeat(100_000) + "Zoë,Lee\n";
    assertThat(charset(far.getBytes(CharsetGuess.WINDOWS_1252)))
        .isEqualTo(CharsetGuess.WINDOWS_1252);
  }

  @Test
  void findsTheSeparator() {
    assertThat(SeparatorGuess.of("name,city\n\"Lee, Ann; Bob\",Manly\n")).isEqualTo(',');
    assertThat(SeparatorGuess.of("name;city\nLee, Ann;Manly\nRay, Bob;Ryde\n")).isEqualTo(';');
    assertThat(SeparatorGuess.of("name\tcity\nLee, Ann\tManly\n")).isEqualTo('\t');
    assertThat(SeparatorGuess.of("sep=;\nname;city\n")).isEqualTo(';');
    assertThat(SeparatorGuess.of("sep=\r\nname;city\r\nAnn;Manly\r\n")).isEqualTo(';');
    assertThat(SeparatorGuess.of("sep=\"\nname;city\nAnn;Manly\n")).isEqualTo(';');
    assertThat(SeparatorGuess.of("name\nAnn\n")).isEqualTo(',');
    assertThat(SeparatorGuess.of("name;notes\nAnn;\"cut in the midd")).isEqualTo(';');
  }

  @Test
  void readsQuotedLineBreaksDoubledQuotesRaggedAndEmptyRows() throws IOException {
    List<CsvLine> lines =
        read(
            "\ufeffname,notes\r\n\r\n\"Ann \"\"Annie\"\" Lee\",\"one\r\ntwo\"\n,,\nBob\nCy,x,y,z\n");
    assertThat(lines)
        .extracting(CsvLine::cells)
        .containsExactly(
            List.of("name", "notes"),
            List.of("Ann \"Annie\" Lee", "one\r\ntwo"),
            List.of("Bob"),
            List.of("Cy", "x", "y", "z"));
    assertThat(lines.get(2).line()).as("where it stands in the file").isEqualTo(6);
  }

  @Test
  void aQuoteThatNeverClosesIsSaidInPlainWords() {
    String endless = "name\n\"Ann" + "\nBob, Ryde".repeat(200_000);
    assertThatThrownBy(() -> read(endless))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("quotation mark");
  }

  @ParameterizedTest
  @CsvSource({
    "29/02/1984, DAY_FIRST",
    "29.2.84, DAY_FIRST",
    "02/29/1984, MONTH_FIRST",
    "2/29/84, MONTH_FIRST",
    "1984-02-29, DAY_FIRST",
    "1984/2/29, YEAR_FIRST",
    "19840229, DAY_FIRST",
    "29 Feb 1984, MONTH_FIRST",
    "29-Feb-84, DAY_FIRST",
    "29th of February 1984, DAY_FIRST",
    "'February 29, 1984', DAY_FIRST",
    "1984-02-29T00:00:00.000Z, DAY_FIRST",
    "29/02/1984 12:00:00 AM, DAY_FIRST",
    "30741, DAY_FIRST"
  })
  void readsADateHoweverItIsWritten(String cell, DateOrder order) {
    assertThat(WrittenDate.read(cell, order, NOW)).contains(LocalDate.of(1984, 2, 29));
  }

  @ParameterizedTest
  @CsvSource({"31/02/1984", "1984", "yesterday", "13/13/1984", "1/1/198", "29 Foo 1984"})
  void takesNothingForADateThatIsNone(String cell) {
    assertThat(WrittenDate.read(cell, DateOrder.DAY_FIRST, NOW)).isEmpty();
  }

  @Test
  void aShortYearIsNeverInTheFuture() {
    assertThat(WrittenDate.read("1/2/26", DateOrder.DAY_FIRST, NOW))
        .contains(LocalDate.of(2026, 2, 1));
    assertThat(WrittenDate.read("1/2/27", DateOrder.DAY_FIRST, NOW))
        .contains(LocalDate.of(1927, 2, 1));
  }

  @Test
  void oneCellSettlesTheOrderOfAWholeColumn() {
    assertThat(column("03/04/1980", "05/06/1990", "29/02/1984").proven())
        .contains(DateOrder.DAY_FIRST);
    assertThat(column("03/04/1980", "02/29/1984").proven()).contains(DateOrder.MONTH_FIRST);
    assertThat(column("1980-04-03", "1984-02-29").proven()).contains(DateOrder.YEAR_FIRST);
    assertThat(column("03/04/1980", "05/06/1990").proven()).isEmpty();
    assertThat(column("29/02/1984", "02/29/1984").contradictory()).isTrue();
    assertThat(column("03/04/1980").likely("US")).isEqualTo(DateOrder.MONTH_FIRST);
    assertThat(column("03/04/1980").likely("AU")).isEqualTo(DateOrder.DAY_FIRST);
  }

  @Test
  void nothingItWritesRunsAsAFormulaAndItReadsItBackAsItWas() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new CsvOutput(bytes)) {
      out.write(List.of("=cmd|'/c calc'!A1", "+61 491 570 156", "-x", "@sum", "O'Brien", "'tis"));
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text).startsWith("\ufeff").contains("'=cmd", "'+61", "'-x", "'@sum");
    assertThat(read(text).getFirst().cells())
        .containsExactly("=cmd|'/c calc'!A1", "+61 491 570 156", "-x", "@sum", "O'Brien", "'tis");
  }

  private static Charset charset(byte[] bytes) {
    var guess = new CharsetGuess();
    guess.accept(bytes, bytes.length);
    return guess.result();
  }

  private static DateColumn column(String... cells) {
    var column = new DateColumn();
    List.of(cells).forEach(column::accept);
    return column;
  }

  private static List<CsvLine> read(String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (var file = CsvFile.open(bytes, new CsvFormat(StandardCharsets.UTF_8, ','))) {
      return file.next(Integer.MAX_VALUE);
    }
  }
}
