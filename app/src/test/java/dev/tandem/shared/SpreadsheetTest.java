package dev.tandem.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody typed must not be worked out by the spreadsheet that opens it. */
class SpreadsheetTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void whatLooksLikeAFormulaIsWords(String typed) {
    assertThat(Spreadsheet.text(typed)).isEqualTo("'" + typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ann Lee", "1=1"})
  void everythingElseStaysAsItIs(String typed) {
    assertThat(Spreadsheet.text(typed)).isEqualTo(typed);
  }

  @Test
  void itsHeadsStandThereWithoutARowToo() throws IOException {
    var out = new StringWriter();
    Spreadsheet.begin(out, "Record", "Why, and what helps");
    assertThat(out.toString()).isEqualTo("\uFEFFRecord,\"Why, and what helps\"\r\n");
  }
}
