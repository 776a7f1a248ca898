package dev.tandem.practice.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameReadingTest {

  @ParameterizedTest
  @CsvSource({
    "Ann Lee, Ann, Lee",
    "'Lee, Ann', Ann, Lee",
    "'O’Brien, Mrs Ann-Marie', Ann-Marie, O’Brien",
    "Dr Ann Marie Lee, Ann Marie, Lee",
    "Ludwig van der Berg, Ludwig, van der Berg",
    "Cher, '', Cher",
    "Renée Le Fèvre, Renée, Le Fèvre"
  })
  void partsAWholeName(String whole, String given, String family) {
    var fields = NameReading.of(whole, "", "", "");
    assertThat(fields)
        .containsEntry(ClientField.KIND, "PERSON")
        .containsEntry(ClientField.FAMILY_NAME, family);
    assertThat(fields.get(ClientField.GIVEN_NAME).strip()).isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource({
    "Mosman Rowing Club",
    "Harbour Trading Pty Ltd",
    "Smith & Daughters",
    "'Lee, Ray & Co'"
  })
  void knowsAnOrganisationByItsWords(String whole) {
    assertThat(NameReading.of(whole, "", "", ""))
        .containsEntry(ClientField.KIND, "ORGANISATION")
        .containsEntry(ClientField.ORGANISATION_NAME, whole);
  }

  @Test
  void aContactPersonOfAnotherNameMakesItAnOrganisation() {
    assertThat(NameReading.of("Ridgeway", "Ann", "Lee", ""))
        .containsEntry(ClientField.KIND, "ORGANISATION")
        .containsEntry(ClientField.ORGANISATION_NAME, "Ridgeway")
        .containsEntry(ClientField.GIVEN_NAME, "Ann");
    assertThat(NameReading.of("Mrs Ann M Lee", "Ann", "Lee", ""))
        .containsEntry(ClientField.KIND, "PERSON");
  }
}
