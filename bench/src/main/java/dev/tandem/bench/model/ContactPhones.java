package dev.tandem.bench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The telephones of a contact, which people in Xero write as they like. */
final class ContactPhones {

  private static final String COUNTRY = "61";

  private ContactPhones() {}

  /** As one would dial it. */
  static String read(JsonNode contact, String type) {
    for (JsonNode it : contact.path("Phones")) {
      if (it.path("PhoneType").asString("").equals(type)) {
        String country = it.path("PhoneCountryCode").asString("");
        String local =
            it.path("PhoneAreaCode").asString("") + " " + it.path("PhoneNumber").asString("");
        return country.isEmpty() ? local.strip() : "+" + country + " " + local.strip();
      }
    }
    return "";
  }

  /**
   * The whole list, as the form sends it.
   *
   * @param phone in international form; null to leave what is there
   * @param mobile likewise
   * @param form one of three in which it is typed
   */
  static List<Object> with(
      JsonNode contact, @Nullable String phone, @Nullable String mobile, int form) {
    var all = new ArrayList<Object>();
    for (JsonNode it : contact.path("Phones")) {
      String typed =
          switch (it.path("PhoneType").asString("")) {
            case "DEFAULT" -> phone;
            case "MOBILE" -> mobile;
            default -> null;
          };
      all.add(typed == null ? it : entry(it.path("PhoneType").asString(), typed, form));
    }
    return all;
  }

  private static Map<String, String> entry(String type, String number, int form) {
    String national = number.substring(1 + COUNTRY.length());
    return switch (form) {
      case 0 -> entry(type, "", "", number);
      case 1 -> entry(type, "", "", "0" + national.substring(0, 3) + " " + national.substring(3));
      default -> entry(type, COUNTRY, national.substring(0, 3), national.substring(3));
    };
  }

  private static Map<String, String> entry(
      String type, String country, String area, String number) {
    return Map.of(
        "PhoneType",
        type,
        "PhoneCountryCode",
        country,
        "PhoneAreaCode",
        area,
        "PhoneNumber",
        number);
  }
}
