package dev.tandem.demo;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Makes up people of Sydney: the same ones for the same seed. Nobody real is meant. Phone numbers
 * come from the ranges that the Australian regulator keeps for fiction, e-mail addresses from
 * domains reserved for examples.
 */
final class InventedPeople {

  private static final String[][] NAMES = {
    {
      "Charlotte Olivia Amelia Isla Grace Matilda Ruby Harriet Margaret Beverley Noelene Jack Oliver William Henry Thomas Angus Lachlan Hamish Graham Kevin Trevor",
      "Smith Jones Williams Brown Wilson Taylor Anderson Walker O'Brien O'Connor McDonald Campbell Kelly Ryan Murphy Fitzgerald Hartley-Brooke Whitlam Pemberton"
    },
    {
      "Sofia Giulia Maria Rosa Francesca Giovanni Marco Antonio Luca Domenico",
      "Rossi Russo D'Angelo Ferrari Colombo Di Pietro Bianchi"
    },
    {
      "Eleni Despina Kalliope Anastasia Georgios Dimitri Stavros Yiannis",
      "Papadopoulos Nikolaou Karagiannis Vassiliou Economou"
    },
    {"Linh Mai Thuy Ngoc Huong Minh Duc Quang Tuan Khanh", "Nguyen Tran Pham Vu Dang Le"},
    {"Wei Li Xiu Mei Jing Fang Hao Jun Zhi Ming", "Chen Wang Zhang Liu Huang Lin Zhao"},
    {
      "Priya Anjali Deepa Kavita Lakshmi Arjun Rahul Sanjay Vikram Rohan",
      "Patel Sharma Singh Iyer Reddy Krishnan Fernando"
    },
    {
      "Layla Fatima Noor Yasmin Zainab Omar Hassan Yusuf Khalid Bilal",
      "Haddad Khoury El-Masri Rahman Aziz Nasser"
    },
    {
      "Zoë Chloé Renée Anaïs Inès Rémi André José Sören Jürgen",
      "Müller Lefèvre García Núñez Søndergaard Kowalczyk Dvořák Björklund"
    },
    {
      "Aroha Mere Hana Ngaire Tama Wiremu Sione Tevita Losa Malia",
      "Tuilagi Faleolo Te Rangi Parata Taufa Ioane"
    },
    {"Jarrah Kirra Tjarra Marlee Bindi Koa Warrick Yarran", "Simms Dixon Roberts Bamblett Munro"},
  };

  private static final String[] STREETS =
      "Banksia Street,Wattle Grove,Waratah Avenue,Rosella Parade,Jacaranda Crescent,Ironbark Road,Lorikeet Lane,Bottlebrush Close,Acacia Street,Grevillea Way,Kookaburra Place,Harbour Terrace,Station Street,Church Street,Railway Parade,Federation Drive"
          .split(",");

  private static final String[] SUBURBS =
      "Newtown:2042,Marrickville:2204,Enmore:2042,Stanmore:2048,Dulwich Hill:2203,Parramatta:2150,Harris Park:2150,Westmead:2145,Granville:2142,Merrylands:2160,Manly:2095,Fairlight:2094,Freshwater:2096,Dee Why:2099,Balgowlah:2093"
          .split(",");

  /**
   * Mobile numbers kept free for fiction; there are few, so some people share one with their kin.
   */
  private static final String[] MOBILES =
      "0491570006 0491570156 0491570157 0491570158 0491570159 0491570110 0491570313 0491570737 0491571266 0491571491 0491571804 0491572549 0491572665 0491572983 0491573770 0491573087 0491574118 0491574632 0491575254 0491575789"
          .split(" ");

  private final Random random;
  private final Set<String> taken = new HashSet<>();

  InventedPeople(long seed) {
    this.random = new Random(seed);
  }

  /**
   * @param birthDate in the past; some people have not told theirs: null
   */
  record Person(
      String givenName,
      String familyName,
      @org.jspecify.annotations.Nullable LocalDate birthDate,
      String email,
      String phone,
      String street,
      String suburb,
      String postcode) {}

  /** As many people as asked for; each full name only once, families may share a name. */
  List<Person> make(int count, LocalDate today) {
    List<Person> people = new ArrayList<>(count);
    while (people.size() < count) {
      String[] origin = NAMES[random.nextInt(3) == 0 ? 0 : random.nextInt(NAMES.length)];
      String given = pick(origin[0].split(" "));
      String family = pick(families(origin[1]));
      if (taken.add(given + " " + family)) {
        people.add(person(given, family, people.size(), today));
      }
    }
    return people;
  }

  private Person person(String given, String family, int index, LocalDate today) {
    String[] suburb = pick(SUBURBS).split(":");
    LocalDate born = today.minusDays(365L * 4 + random.nextInt(365 * 84));
    return new Person(
        given,
        family,
        random.nextInt(9) == 0 ? null : born,
        random.nextInt(11) == 0 ? "" : email(given, family, index),
        phone(index),
        (random.nextInt(4) == 0 ? (1 + random.nextInt(24)) + "/" : "")
            + (1 + random.nextInt(180))
            + " "
            + pick(STREETS),
        suburb[0],
        suburb[1]);
  }

  private String email(String given, String family, int index) {
    String plain =
        Normalizer.normalize(given + "." + family, Normalizer.Form.NFD)
            .replaceAll("\\p{M}|ø", "")
            .replaceAll("[^A-Za-z.-]", "")
            .toLowerCase(Locale.ROOT);
    return plain + (index % 5 == 0 ? index : "") + "@example." + pick("com", "net", "org");
  }

  private String phone(int index) {
    return index % 3 == 0
        ? MOBILES[index / 3 % MOBILES.length]
        : "02%s%04d".formatted(index % 2 == 0 ? "5550" : "7010", random.nextInt(10_000));
  }

  /** Families are parted by spaces, save the two-part names that begin with Di, Te or the like. */
  private static String[] families(String list) {
    return list.replaceAll("\\b(Di|Te) ", "$1_").split(" ");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)].replace('_', ' ');
  }
}
