package dev.tandem.practice.clients;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the headers of other practice systems, address books and mailing lists call the fields we
 * know. Compared without case, spaces and punctuation; what stands further left wins where several
 * columns mean the same.
 */
final class HeaderGuess {

  private static final Map<ImportTarget, Words> NAMES =
      Map.ofEntries(
          Map.entry(
              ImportTarget.EXTERNAL_REFERENCE,
              names(
                  "id patientid clientid memberid customerid contactid patientno patientnumber"
                      + " clientno clientnumber clientcode memberno membernumber membershipnumber"
                      + " customerno customernumber accountnumber accountno contactcode fileno"
                      + " filenumber recordno recordnumber chartnumber urn urnumber mrn externalid"
                      + " externalreference referenceelsewhere oldreferenceid reference uniqueid"
                      + " guid code")),
          Map.entry(
              ImportTarget.GIVEN_NAME,
              names(
                  "givenname givennames firstname firstnames forename forenames christianname fname"
                      + " first given patientfirstname clientfirstname contactfirstname"
                      + " preferredname")),
          Map.entry(
              ImportTarget.FAMILY_NAME,
              names(
                  "familyname lastname surname lname last family secondname patientlastname"
                      + " patientsurname clientlastname clientsurname contactlastname")),
          Map.entry(
              ImportTarget.FULL_NAME,
              names(
                  "name fullname contactname patientname clientname membername customername"
                      + " displayname patient client member contact customer fileas nameinfull")),
          Map.entry(
              ImportTarget.ORGANISATION_NAME,
              names(
                  "organisation organization organisationname organizationname company companyname"
                      + " business businessname tradingname employer")),
          Map.entry(
              ImportTarget.EMAIL,
              names(
                  "email emailaddress mail emailaddresses emails primaryemail personalemail"
                      + " patientemail clientemail contactemail email1 email1value email1address"
                      + " emailaddress1 homeemail workemail")),
          Map.entry(
              ImportTarget.MOBILE,
              names(
                  "mobile mobilephone mobilenumber mobilephonenumber mobileno cell cellphone"
                      + " cellnumber cellphonenumber phonemobile phonenumbermobile mobilephone1")),
          Map.entry(
              ImportTarget.PHONE,
              names(
                  "phone phonenumber phoneno telephone telephonenumber tel contactnumber"
                      + " contactphone primaryphone phone1 phone1value phonenumber1 phone2 phone3"
                      + " homephone homephonenumber homenumber phonehome home homephone1"
                      + " workphone workphonenumber worknumber phonework work businessphone"
                      + " businessphone1 daytimephone afterhoursphone otherphone alternatephone"
                      + " ddinumber phonenumbers ph")),
          Map.entry(
              ImportTarget.BIRTH_DATE,
              names("birthdate dateofbirth dob birthday born birth patientdob clientdob bday")),
          Map.entry(
              ImportTarget.ADDRESS_LINE1,
              address(
                  "addressline1 address1 addr1 street1 streetaddress street address addressline streetaddress1 line1")),
          Map.entry(
              ImportTarget.ADDRESS_LINE2,
              address(
                  "addressline2 address2 addr2 street2 streetaddress2 addresssecondline line2 addressline3 address3 addr3 addressline4 street3")),
          Map.entry(
              ImportTarget.CITY,
              address(
                  "city suburb town townorsuburb suburbtown townsuburb suburbcity citysuburb towncity locality posttown citytown")),
          Map.entry(
              ImportTarget.REGION,
              address(
                  "state region county province stateorregion stateregion stateprovince stateterritory territory")),
          Map.entry(
              ImportTarget.POSTCODE,
              address(
                  "postcode postalcode zip zipcode pcode postcodezip zippostalcode zippostcode")),
          Map.entry(ImportTarget.COUNTRY, address("country countryregion countryname")),
          Map.entry(
              ImportTarget.NOTES,
              names("notes note comments comment remarks patientnotes clientnotes generalnotes")));

  /**
   * @param names in the order of preference
   * @param group so many of them belong together; columns of one target come from one group (not
   *     one half of the home address and one of the postal address)
   */
  private record Words(List<String> names, int group) {

    int rank(String key) {
      int index = names.indexOf(key);
      return index < 0 ? Integer.MAX_VALUE : index;
    }
  }

  private HeaderGuess() {}

  /**
   * @param headers the first row's cells
   * @param filled by column: whether there is anything below
   */
  static List<ImportTarget> targets(List<String> headers, List<Boolean> filled) {
    var guessed = new ImportTarget[headers.size()];
    Arrays.fill(guessed, ImportTarget.IGNORE);
    NAMES.forEach(
        (target, words) ->
            columns(target, words, headers, filled).forEach(i -> guessed[i] = target));
    return List.of(guessed);
  }

  /** Whether any of the cells is a name that we know a field by. */
  static boolean knowsAny(List<String> cells) {
    return cells.stream()
        .map(HeaderGuess::key)
        .anyMatch(key -> NAMES.values().stream().anyMatch(words -> words.names().contains(key)));
  }

  /** How much a column of that name is preferred among several; the smallest is the best. */
  static int rank(ImportTarget target, String header) {
    Words words = NAMES.get(target);
    return words == null ? Integer.MAX_VALUE : words.rank(key(header));
  }

  private static List<Integer> columns(
      ImportTarget target, Words words, List<String> headers, List<Boolean> filled) {
    List<Integer> fitting =
        IntStream.range(0, headers.size())
            .filter(i -> words.names().contains(key(headers.get(i))))
            .boxed()
            .sorted(
                Comparator.<Integer, Boolean>comparing(i -> !filled.get(i))
                    .thenComparing(i -> words.rank(key(headers.get(i)))))
            .toList();
    if (fitting.isEmpty() || !target.takesSeveral()) {
      return fitting.stream().limit(1).toList();
    }
    int group = words.rank(key(headers.get(fitting.getFirst()))) / words.group();
    return fitting.stream()
        .filter(i -> words.rank(key(headers.get(i))) / words.group() == group)
        .toList();
  }

  private static String key(String header) {
    return Folding.name(header).replace(" ", "");
  }

  private static Words names(String words) {
    List<String> names = List.of(words.split(" "));
    return new Words(names, names.size());
  }

  /** The plain word first, then with the kinds of address that are most likely about the person. */
  private static Words address(String words) {
    List<String> plain = List.of(words.split(" "));
    List<String> all =
        Stream.of(
                "",
                "home",
                "residential",
                "physical",
                "sa",
                "po",
                "postal",
                "mailing",
                "billing",
                "business",
                "work",
                "other")
            .flatMap(kind -> plain.stream().map(word -> kind + word))
            .toList();
    return new Words(all, plain.size());
  }
}
